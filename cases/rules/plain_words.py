"""Words of offices (B2 and up) with what one would say at the table (B1). Written by ourselves, from our own letters.

An alternative fits in the place of the word as it stands: same form, same word order. Where none does, the words are
left out: an editor that offers a wrong sentence is worse than one that is silent.
"""

# One pair a line group: "hard = plain". Expressions may hold spaces and points; matching ignores capitals.
_PAIRS = """
aangaande = over | aangezien = omdat | aanvangen = beginnen | aanvang = begin | aanvangt = begint
aanwenden = gebruiken | aanzienlijk = veel | abusievelijk = per ongeluk | accorderen = goedkeuren
accepteert = neemt aan | additioneel = extra | additionele = extra | adequaat = goed | adequate = goede
alhoewel = hoewel | alsmede = en ook | alsnog = nog | alsook = en ook | alvorens = voordat | ambulant = bij u thuis
ambulante = aan huis | beantwoording = antwoord | begroten = schatten | behoudens = behalve | beoogde = bedoelde
beoordelen = bekijken | beoordeling = mening | beschikken over = hebben | beschikt over = heeft
bescheiden = papieren | betreffende = over | bewerkstelligen = regelen | bewerkstelligt = regelt
bij gebreke van = zonder | bijgevolg = daarom | binnenkort = snel | casus = zaak | communiceren = vertellen
conform = volgens | continueren = doorgaan met | contact opnemen met = bellen of schrijven naar | daar waar = als
daarenboven = ook | daaromtrent = daarover | dan wel = of | danwel = of | defect = kapot | defecte = kapotte
derhalve = daarom | desalniettemin = toch | desbetreffende = deze | desgewenst = als u dat wilt | deugdelijk = goed
deugdelijke = goede | diagnostiek = onderzoek | dient te = moet | dienen te = moeten | diende te = moest
dienden te = moesten | dientengevolge = daardoor | doch = maar | doorgaans = meestal | door middel van = met
draagkracht = inkomen en spaargeld | echter = maar | eerdergenoemde = deze | effectueren = uitvoeren | eveneens = ook
evenals = net als | evenwel = maar | expertise = kennis | expliciet = duidelijk | expliciete = duidelijke
faciliteren = helpen met | feitelijk = echt | fysieke = lichamelijke | fysiek = lichamelijk | gedurende = tijdens
geenszins = niet | geheel = helemaal | gerechtigd om = mag | geschiedt = gebeurt | geschieden = gebeuren
gezien het feit dat = omdat | gelet op het feit dat = omdat | gelet op = door | genoodzaakt = gedwongen
gevoeglijk = rustig | heden = vandaag | hetgeen = wat | hetzij = of | hiertoe = hiervoor | hieromtrent = hierover
hoogachtend = met vriendelijke groet | identiek = hetzelfde | identieke = dezelfde | implementeren = invoeren
in aanmerking komen voor = kunnen krijgen | in aanmerking komt voor = kan krijgen
in afwachting van = terwijl wij wachten op | in beginsel = meestal | in casu = hier
in de gelegenheid stellen = laten | in het bezit van = met | in het geval dat = als | in het kader van = voor
in overleg met = samen met | in principe = meestal | in staat zijn om = kunnen | in staat bent om = kunt
in staat is om = kan | in verband met = door | indien = als | indicatie = besluit over hulp | indienen = inleveren
individuele = eigen | informeren over = vertellen over | ingevolge = volgens | inkomensderving = minder inkomen
initiatief = plan | initiëren = beginnen | instemmen = akkoord gaan | integraal = helemaal | integrale = hele
interventie = hulp | interventies = hulp | inzake = over | jegens = tegen | jongstleden = laatst | kosteloos = gratis
kosteloze = gratis | krachtens = volgens | maandelijks = elke maand | maatwerkvoorziening = hulp die bij u past
mantelzorger = wie voor u zorgt | medio = half | met betrekking tot = over | met ingang van = vanaf
met inachtneming van = volgens | met name = vooral | middels = met | mits = als | mitsdien = daarom
mutatie = verandering | mutaties = veranderingen | naar aanleiding van = door | nadien = daarna | nihil = 0
niettegenstaande = ondanks | niettemin = toch | nimmer = nooit | noodzakelijk = nodig | noodzakelijke = nodige
noodzaak = reden | omtrent = over | onderhavige = deze | onderschrijven = het eens zijn met
ondersteuningsbehoefte = hulp die u nodig heeft | ondervinden = hebben | ondervindt = heeft | onvoorzien = onverwacht
onvoorziene = onverwachte | onverwijld = meteen | op basis van = door | op grond van = volgens
op korte termijn = snel | op voorhand = vooraf | optimaal = zo goed mogelijk | optimale = beste
participeren = meedoen | per abuis = per ongeluk | per omgaande = meteen
periodiek = regelmatig | periodieke = regelmatige | pogen = proberen | praktisch gezien = in het echt
prioriteit = voorrang | psychische = geestelijke | raadplegen = bekijken | realiseren = maken
recapitulerend = kort gezegd | reeds = al | referte = kenmerk | regulier = gewoon | reguliere = gewone
relevant = belangrijk | relevante = belangrijke | restitutie = geld terug | restitueren = terugbetalen
retourneren = terugsturen | schriftelijk = per brief | significant = duidelijk | significante = duidelijke
simultaan = tegelijk | stagneren = stilstaan | substantieel = veel | substantiële = grote | te allen tijde = altijd
te dien aanzien = daarover | te zijner tijd = later | telefonisch contact opnemen = bellen | ten aanzien van = over
ten behoeve van = voor | ten bedrage van = van | ten einde = om | teneinde = om | ten gevolge van = door
ten gunste van = voor | ten hoogste = hooguit | ten minste = minstens | ten onrechte = niet terecht
ten tijde van = tijdens | tenzij anders vermeld = meestal | ter zake van = voor | terzake = hierover
ter beschikking stellen = geven | ter beschikking gesteld = gegeven | ter plaatse = daar | thans = nu
tot op heden = tot nu toe | tot stand komen = lukken | traject = plan | transparant = duidelijk
uiteraard = natuurlijk | uitsluitend = alleen | uit hoofde van = door | vanwege het feit dat = omdat
van mening zijn = vinden | veelal = vaak | verlenen = geven | verleend = gegeven | verleent = geeft
verrichten = doen | verstrekken = geven | vervolgens = daarna | verzoeken = vragen | verzoekt = vraagt
verzocht = gevraagd | vigerende = geldende | vooralsnog = voorlopig | voornemens zijn = van plan zijn
voornoemde = deze | voorts = ook | voorziening = hulp | voorzieningen = hulp | vorenstaande = wat hierboven staat
waarborgen = zorgen voor | wederom = weer | weliswaar = wel | wijziging = verandering | wijzigingen = veranderingen
wijzigen = veranderen | woonachtig = wonend | zodoende = zo | zorgdragen voor = zorgen voor | zulks = dat
zelfredzaamheid = zelf doen wat u kunt | zelfredzaam = zelfstandig | zienswijze = wat u ervan vindt | a.d.h.v. = met
a.g.v. = door | d.d. = van | d.m.v. = met | i.c. = hier | i.c.m. = samen met | i.o.m. = samen met
i.p.v. = in plaats van | i.v.m. = door | m.b.t. = over | m.b.v. = met | m.i.v. = vanaf | m.n. = vooral
n.a.v. = door | n.v.t. = geldt niet | o.a. = onder andere | o.b.v. = door | o.g.v. = volgens | t.a.v. = over
t.b.v. = voor | t.g.v. = door | t.z.t. = later | z.s.m. = zo snel mogelijk
"""
ALTERNATIVES: dict[str, str] = dict(
    (part.strip() for part in pair.split("=", 1))  # type: ignore[misc]  # split at one sign gives two
    for line in _PAIRS.strip().splitlines()
    for pair in line.split("|")
)

# How a letter should not begin or end; said as a whole, because one word in its place does not do.
SALUTATIONS = {
    "geachte heer/mevrouw": "Noem de naam: “Beste mevrouw De Groot”.",
    "geachte heer, mevrouw": "Noem de naam: “Beste mevrouw De Groot”.",
    "geachte": "“Beste” is vriendelijker en net zo netjes.",
    "weledele": "Schrijf “Beste” met de naam erachter.",
    "weledelgeboren": "Schrijf “Beste” met de naam erachter.",
    "mijnheer/mevrouw": "Noem de naam: “Beste mevrouw De Groot”.",
    "lectori salutem": "Schrijf “Beste” met de naam erachter.",
    "l.s.": "Schrijf “Beste” met de naam erachter.",
}
