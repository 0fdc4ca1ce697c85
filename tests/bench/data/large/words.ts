// The words of which the large data set's names are made. In each list the first words are the most common.
const list = (words: string) => words.trim().split(/\s*,\s*|\s*\n\s*/);

export const firstNames = list(`
  Sarah, David, Emma, James, Claire, Paul, Helen, Andrew, Rachel, Mark, Laura, John, Karen, Michael, Rebecca, Peter
  Lisa, Matthew, Joanne, Daniel, Jane, Richard, Louise, Stephen, Amy, Christopher, Susan, Robert, Nicola, Thomas
  Catherine, Simon, Julie, Ian, Hannah, Jonathan, Victoria, Adam, Alison, Martin, Charlotte, Neil, Samantha, Philip
  Elizabeth, Steven, Anna, Gareth, Lucy, Ben, Natalie, Stuart, Jessica, Alan, Katherine, Craig, Gemma, Graham, Kate
  Kevin, Michelle, Tim, Sophie, Chris, Kelly, Nick, Jennifer, Luke, Deborah, Sam, Amanda, Lee, Caroline, Joseph, Maria
  Alex, Ruth, Edward, Fiona, Patrick, Jo, Jack, Megan, Joshua, Zoe, William, Holly, George, Katie, Oliver, Chloe
  Harry, Alice, Liam, Bethany, Mohammed, Fatima, Muhammad, Aisha, Imran, Zainab, Ahmed, Maryam, Priya, Raj, Anjali
  Sanjay, Sunita, Harpreet, Gurpreet, Kwame, Abena, Chidi, Ngozi, Oluwaseun, Wei, Mei, Agnieszka, Piotr, Katarzyna
  Siân, Rhys, Niamh, Ciarán, Eilidh, Callum, Mairi, Angharad, Dilys, Zoë, Chloé, René, José, Björn, Søren, Łukasz
  Jean-Paul, Anne-Marie, Mary Jane, D'Arcy
`);

export const lastNames = list(`
  Smith, Jones, Taylor, Brown, Williams, Wilson, Johnson, Davies, Patel, Robinson, Wright, Thompson, Evans, Walker
  White, Roberts, Green, Hall, Wood, Jackson, Clarke, Hughes, Edwards, Turner, Hill, Moore, Clark, Harris, Lewis
  Cooper, King, Ward, Martin, Khan, Morris, Baker, Lee, Allen, Parker, Cook, Bailey, James, Bennett, Shaw, Young
  Miller, Carter, Richardson, Davis, Mitchell, Ahmed, Ali, Adams, Bell, Collins, Marshall, Phillips, Price, Begum
  Hussain, Singh, Kaur, Anderson, Campbell, Stewart, Murphy, O'Brien, Kelly, O'Connor, Murray, Simpson, Cox, Gray
  Scott, Morgan, Watson, Ellis, Wilkinson, Foster, Graham, Chapman, Mason, Webb, Rogers, Gibson, Hunt, Mills, Holmes
  Palmer, Matthews, Fisher, Knight, Butler, Pearson, Barker, Stevens, Dixon, Hunter, Fletcher, Harrison, Reynolds
  Okafor, Adeyemi, Boateng, Mensah, Nwosu, Chowdhury, Rahman, Sharma, Gupta, Nair, Desai, Nowak, Kowalski, Wójcik
  McDonald, MacLeod, McCarthy, Fitzgerald, Llewellyn, Prys-Jones, Smith-Jones, van der Berg, de Souza, Müller, García
`);

/** Beginnings and ends of places, last names and streets that are rare: 1,600 of each. */
export const beginnings = list(`
  Ash, Oak, Brook, Fair, Green, High, West, North, South, East, Lang, Thorn, Hazel, Kings, Queens, Abbots, Stan, Wood
  Mill, Stone, Clay, Red, White, Black, Church, Bishops, Long, Mar, Hart, Wool, Ever, Cold, Win, Chip, Hol, Bur, Pen
  Tre, Whit, Ald
`);
export const endings = list(`
  field, ton, ford, ley, ham, wood, brook, bury, dale, hurst, combe, worth, wick, stead, bridge, thorpe, by, well
  borough, mere, grove, cliffe, down, gate, mouth, shaw, side, stoke, port, head, pool, minster, chester, burn, croft
  den, wold, fold, royd, thwaite
`);

export const saints = list(`
  St Mary's, St John's, St Peter's, St Joseph's, All Saints, Holy Trinity, St Paul's, St James', St Michael's
  St Andrew's, Christ Church, St Thomas, St Anne's, St. Mary's, St Patrick's, St George's, Our Lady's, Sacred Heart
  St Luke's, St Mark's, St Nicholas, St Stephen's, Holy Family, St Bede's, St Cuthbert's, St Thomas More, St Chad's
  St Edmund’s, St Margaret's, Saint Bernadette's, St Hugh of Lincoln
`);

export const denominations = list(`
  C of E, CofE, Catholic, Church of England, C.E., RC, Roman Catholic, CE (VA), Methodist, C of E (Aided)
`);

export const schoolKinds = list(`
  Primary School, Primary School, Primary School, Academy, Junior School, Infant School, High School
  Primary Academy, School, Community Primary School, Infant and Nursery School, College, Nursery School
  Junior & Infant School, Special School, Grammar School, Girls' School, School (Upper), Free School, Sixth Form College
`);

export const types = list(`
  Community school, Academy converter, Voluntary aided school, Academy sponsor led, Foundation school
  Voluntary controlled school, Free schools, Community special school, Other independent school, Further education
`);

/** Towns, each with the letters of its postcodes. */
export const towns = list(`
  Birmingham B, Leeds LS, London SE, London N, Manchester M, Sheffield S, Bristol BS, Liverpool L, Nottingham NG
  Leicester LE, Bradford BD, Coventry CV, Hull HU, Newcastle upon Tyne NE, Plymouth PL, Derby DE, Southampton SO
  Norwich NR, Preston PR, York YO, Exeter EX, Durham DH, Oxford OX, Cambridge CB, Bath BA, Carlisle CA, Truro TR
  Stoke-on-Trent ST, Kingston upon Thames KT, King's Lynn PE, Bury St Edmunds IP, Ashby-de-la-Zouch LE
`).map((town) => ({ name: town.replace(/ \w+$/, ""), area: town.replace(/^.* /, "") }));

export const streets = list(`
  School Lane, Church Road, High Street, Church Lane, Station Road, Park Road, Victoria Road, Mill Lane, London Road
  The Green, Manor Road, Queen's Road, Back Lane
`);
