// Runs `npm run organisations -- import FILE` repeatedly in one process, because starting Node takes longer.
let runs = 0;

process.on("message", (file: string) => {
  runs += 1;
  process.argv.splice(2, Infinity, "import", file);
  const entry = `../../../commands/organisations.ts?run=${runs}`;
  import(entry).then(
    () => process.send?.({ code: process.exitCode }),
    (error: unknown) => {
      throw error;
    },
  );
});
