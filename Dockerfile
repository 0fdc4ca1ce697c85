# One image for everything in production. It runs web; worker, migrations and commands run with another command, as in
# compose.yaml. It contains no stand-ins and no packages for development.
FROM node:24-slim AS build
WORKDIR /console
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY remix.config.js tsconfig.json vite.config.ts ./
COPY app app
COPY client client
COPY db db
COPY jobs jobs
COPY server server
RUN node_modules/.bin/remix vite:build

FROM node:24-slim AS packages
WORKDIR /console
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production
# Garbage is collected sooner: about 100 MB less for a web process under load, at the same speed.
ENV NODE_OPTIONS=--max-semi-space-size=16
WORKDIR /console
COPY --from=packages /console/node_modules node_modules
COPY --from=build /console/build build
COPY package.json ./
COPY commands commands
COPY db db
COPY jobs jobs
COPY server server
# The user `node`, by number: with runAsNonRoot, Kubernetes cannot check a name.
USER 1000
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=6s --start-period=30s \
  CMD ["node", "--eval", "const { ok } = await fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthcheck/ready`); process.exit(ok ? 0 : 1)"]
CMD ["node", "server/main.ts"]
