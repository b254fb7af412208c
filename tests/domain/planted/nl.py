"""Invented changes of policies in Dutch, written as `tests.domain.planted` says."""

CHANGES = """
nl sharing weaker high | Wij delen uw gegevens {niet →}met derden.
nl sharing weaker high | Wij verkopen uw gegevens {nooit→ook}.
nl retention weaker high | Wij bewaren uw gegevens {30→90} dagen.
nl retention weaker high | Wij bewaren opnames {zes maanden→zo lang als nodig}.
nl transfer weaker high | Uw gegevens worden opgeslagen in {Nederland→Nederland en India}.
nl ? ? ? | Wij gebruiken uw inhoud {niet →}om onze modellen te trainen.
nl legal_basis weaker high | De grondslag is {uw toestemming→ons gerechtvaardigd belang}.
nl rights weaker ? | - U kunt ons vragen uw gegevens te verwijderen.
nl ? ? ? | De dienst is bedoeld voor personen vanaf {16→13} jaar.
nl security weaker ? | Wij melden een datalek binnen {24→72} uur.
nl payment weaker ? | Het abonnement kost {9 €→12 €} per maand.
nl ? ? ? | Op deze overeenkomst is {Nederlands→Iers} recht van toepassing.
nl collection weaker ? | Wij verzamelen uw naam{→, uw exacte locatie} en uw adres.
"""

# Every category in both directions, where it has two.
EVERY_CATEGORY = """
nl sharing weaker high | Uw contactgegevens worden {niet →}voor commerciële doeleinden aan andere bedrijven doorgegeven.
nl sharing weaker ? | + Wij verstrekken uw aankoopgeschiedenis aan onze advertentiepartners.
nl sharing stronger med | Aan de politie geven wij gegevens {op eerste verzoek→alleen op bevel van de rechter}.
nl sharing stronger med | De gegevens zijn toegankelijk voor onze klantenservice{ en voor andere groepsmaatschappijen→}.
nl sharing weaker ? | + Uw telefoonnummer kan aan verzekeringstussenpersonen worden gegeven.
nl sharing stronger med | De deelnemerslijst {wordt aan de sponsors ter beschikking gesteld→blijft binnen ons bedrijf}.
nl sharing weaker ? | Uw bijnaam is {niet →}zichtbaar voor andere spelers.
nl retention weaker high | Sollicitatiebrieven worden {vier weken→twee jaar} na afloop van de procedure vernietigd.
nl retention weaker ? | Gespreksopnamen worden {elke week gewist→voor onbepaalde tijd bewaard}.
nl retention stronger med | Toegangslogs bewaren wij {90→14} dagen.
nl retention stronger med | + Na opzegging verwijderen wij uw gegevens binnen dertig dagen.
nl retention weaker high | Chatgesprekken verdwijnen na {zeven dagen→zes maanden} uit onze systemen.
nl retention stronger med | Toegangslogboeken houden wij {een jaar→acht weken} aan.
nl retention stronger med | Faxkopieën worden na {drie maanden→tien dagen} versnipperd.
nl transfer weaker high | De gegevens worden {uitsluitend in de Europese Economische Ruimte→in de Europese Economische Ruimte, Suriname en India} verwerkt.
nl transfer weaker high | - Doorgifte naar derde landen is gebaseerd op modelcontractbepalingen.
nl transfer stronger med | De servers waarop uw gegevens worden opgeslagen, staan in {de Verenigde Staten en Ierland→Ierland}.
nl transfer stronger med | + Wij geven geen gegevens door aan landen buiten de Europese Unie.
nl transfer weaker high | Reservekopieën staan op servers in {Zweden→Zweden en Zuid-Afrika}.
nl transfer stronger med | + Persoonsgegevens verlaten de Europese Unie nooit.
nl transfer stronger med | Ons callcenter, dat uw bestellingen verwerkt, zit in {Egypte en Nederland→Nederland}.
nl collection weaker ? | Bij de inschrijving vragen wij uw naam{→, uw burgerlijke staat en uw inkomen}.
nl collection weaker ? | + De app leest de contacten in uw adresboek uit.
nl collection stronger med | Wij verzamelen {→niet langer }uw geboortedatum.
nl collection stronger med | - Wij maken een kopie van uw identiteitsbewijs.
nl collection weaker ? | Het horloge stuurt ons uw hartslag{→, uw slaaptijden en uw gewicht}.
nl collection stronger med | - Wij lezen uw kassabonnen uit.
nl purpose weaker ? | Uw telefoonnummer gebruiken wij voor de bezorging{→ en voor telefonische verkoop}.
nl purpose weaker ? | + Wij analyseren uw surfgedrag om u gepersonaliseerde advertenties te tonen.
nl purpose stronger med | Uw antwoorden worden gebruikt voor statistische {en commerciële →}doeleinden.
nl purpose stronger med | + Wij gebruiken uw gegevens niet voor andere doeleinden.
nl purpose weaker ? | Uw e-mailadres gebruiken wij {alleen voor de bevestiging van uw bestelling→voor de bevestiging van uw bestelling en voor aanbiedingen van onze merken}.
nl purpose stronger med | - Met de foto's die u ons stuurt, maken wij reclame voor onze winkels.
nl purpose weaker ? | Uw verjaardag gebruiken wij om u te feliciteren{→ en om uw kredietwaardigheid te beoordelen}.
nl ai weaker high | Uw foto's worden {niet →}gebruikt om onze algoritmen te trainen.
nl ai weaker ? | Kredietaanvragen worden beoordeeld door {een medewerker→een systeem van kunstmatige intelligentie}.
nl ai stronger med | + Elk geautomatiseerd besluit wordt op uw verzoek door een mens beoordeeld.
nl ai stronger med | Uw gesprekken worden gebruikt om ons model te trainen {tenzij u bezwaar maakt→als u daarvoor toestemming heeft gegeven}.
nl ai weaker high | + Door u ingevoerde teksten kunnen dienen als trainingsdata voor onze modellen.
nl ai stronger med | Een aanvraag kan door een programma worden afgewezen{→, maar alleen na controle door een medewerker}.
nl legal_basis weaker high | Voor het versturen van de nieuwsbrief baseren wij ons op {uw toestemming→ons gerechtvaardigd belang}.
nl legal_basis weaker ? | Gezondheidsgegevens verwerken wij {alleen met uw uitdrukkelijke toestemming→wanneer wij dat nuttig achten}.
nl legal_basis stronger med | De grondslag voor de statistieken is {ons gerechtvaardigd belang→uw toestemming}.
nl legal_basis stronger med | + U kunt uw toestemming op elk moment intrekken.
nl legal_basis weaker ? | Het cameratoezicht op de parkeerplaats berust op {de toestemming van de bezoekers→ons gerechtvaardigd belang}.
nl legal_basis stronger med | Het openen van de nieuwsbrief analyseren wij {op grond van ons gerechtvaardigd belang→met uw toestemming}.
nl legal_basis weaker ? | Wij sturen u enquêtes {als u daarvoor toestemming hebt gegeven→op grond van ons gerechtvaardigd belang}.
nl rights weaker ? | U heeft recht op inzage, {rectificatie en wissing→en rectificatie}.
nl rights weaker ? | - U kunt een klacht indienen bij de Autoriteit Persoonsgegevens.
nl rights stronger med | Wij reageren op uw verzoek binnen {twee maanden→tien dagen}.
nl rights stronger med | + U kunt op elk moment bezwaar maken tegen direct marketing.
nl rights weaker ? | Verzoeken om verwijdering willigen wij {→naar eigen inzicht }in.
nl rights stronger med | + Iedereen kan onjuiste gegevens kosteloos laten corrigeren.
nl rights weaker ? | + Voor elk verzoek om inzage brengen wij administratiekosten in rekening.
nl children weaker ? | Minderjarigen mogen zich {met→zonder} toestemming van hun ouders aanmelden.
nl children weaker ? | De minimumleeftijd om de dienst te gebruiken is {16→12} jaar.
nl children stronger med | + Wij verzamelen niet bewust gegevens van kinderen jonger dan 16 jaar.
nl children stronger med | Minderjarigen krijgen {→geen }gepersonaliseerde reclame te zien.
nl children weaker ? | Een gezinsaccount staat open voor kinderen vanaf {13→9} jaar.
nl children stronger med | + Ouders kunnen ons altijd vragen de gegevens van hun kind te wissen.
nl children weaker ? | Wie jonger is dan {14→12} jaar mag geen profiel aanmaken.
nl security weaker ? | Wachtwoorden worden {versleuteld→onversleuteld} opgeslagen.
nl security weaker ? | - De toegang tot onze datacentra is beveiligd met toegangscontrole.
nl security stronger med | De verwerker meldt inbreuken binnen {72→24} uur.
nl security stronger med | + Een onafhankelijke instantie controleert jaarlijks onze systemen.
nl security weaker ? | - Onze servers worden dag en nacht bewaakt door een beveiligingsteam.
nl security stronger med | Over een datalek lichten wij de betrokkenen in {wanneer wij dat nodig vinden→binnen 48 uur}.
nl tracking weaker ? | Advertentiecookies plaatsen wij {nadat u akkoord bent gegaan→bij het openen van de pagina}.
nl tracking weaker ? | + Op deze website wordt de trackingpixel van Spoorwind gebruikt.
nl tracking stronger med | De cookie verloopt na {twee jaar→zes maanden}.
nl tracking stronger med | - Cookies van derden meten het effect van onze advertenties.
nl tracking weaker ? | + Advertentiepartners plaatsen eigen cookies zodra u een video bekijkt.
nl tracking stronger med | Onze website maakt {→niet langer }gebruik van webbakens.
nl tracking weaker ? | + Een pixel in onze brieven vertelt ons wanneer u ze leest.
nl controller neutral ? | De verwerkingsverantwoordelijke is {Lindehof B.V.→Lindehof Holding N.V.}
nl controller neutral ? | + Wij hebben mevrouw Els Verbrugge aangesteld als functionaris voor gegevensbescherming.
nl controller neutral ? | Lindehof B.V., gevestigd te {Utrecht aan de Iepenlaan 12→Rotterdam aan de Havenstraat 4}.
nl controller neutral ? | Uw contractpartij is {Lindehof B.V.→Heldewind N.V.}
nl controller neutral ? | Onze functionaris voor gegevensbescherming is {de heer Sjoerd Boonstra→mevrouw Anke Dijkman}.
nl controller neutral ? | Vragen beantwoordt onze functionaris voor gegevensbescherming, {de heer Mees→de heer Vink}.
nl disputes weaker ? | + Alle geschillen worden beslecht door middel van arbitrage.
nl disputes weaker ? | Onze aansprakelijkheid is beperkt tot {€ 10.000→€ 100}.
nl disputes stronger med | - U doet afstand van het recht om deel te nemen aan een collectieve vordering.
nl disputes stronger med | Voor schade die onze leveranciers veroorzaken, zijn wij {niet →}aansprakelijk.
nl disputes weaker ? | U kunt ons dagvaarden {in uw woonplaats→uitsluitend in Amsterdam}.
nl disputes stronger med | Vorderingen verjaren na {zes maanden→drie jaar}.
nl payment weaker ? | Betaalde bedragen worden {→niet }terugbetaald.
nl payment weaker ? | + Voor elke aanmaning brengen wij € 15 in rekening.
nl payment stronger med | De vertragingsrente bedraagt {12 %→3 %}.
nl payment stronger med | Het abonnement {wordt automatisch verlengd→eindigt} na afloop van de looptijd.
nl payment weaker ? | De eerste maand is {gratis→voor de halve prijs}.
nl payment stronger med | Ongebruikt tegoed {vervalt→wordt uitbetaald} als u vertrekt.
nl payment weaker ? | De verzendkosten bedragen {€ 3,90→€ 6,90}.
nl account weaker ? | Wij kunnen uw account blokkeren {bij bewezen fraude→om welke reden dan ook}.
nl account weaker ? | Voor het sluiten van een account geldt een opzegtermijn van {30→5} dagen.
nl account stronger med | + U kunt uw account op elk moment kosteloos opzeggen.
nl account stronger med | Inactieve accounts worden {zonder waarschuwing→na twee herinneringen} verwijderd.
nl account weaker ? | Wij kunnen uw lidmaatschap {met een termijn van acht weken→per direct} beëindigen.
nl account stronger med | + Voordat uw account wordt gesloten, kunt u al uw bestanden exporteren.
nl content weaker ? | U verleent ons een {herroepelijke→onherroepelijke} licentie op uw inhoud.
nl content weaker ? | + Wij mogen de werken die u uploadt bewerken, vertalen en in sublicentie geven.
nl content stronger med | U {draagt de auteursrechten op uw teksten aan ons over→behoudt de auteursrechten op uw teksten}.
nl content stronger med | De licentie {blijft bestaan→eindigt} na verwijdering van de inhoud.
nl content weaker ? | U verleent ons een {niet-exclusieve→exclusieve} licentie op uw recepten.
nl conduct weaker ? | Leden mogen {→geen }links naar hun eigen winkels plaatsen.
nl conduct neutral ? | + Wij verwijderen berichten die ons niet bevallen.
nl conduct neutral med | - Het is verboden kritiek te leveren op onze producten.
nl conduct stronger med | Als een bericht wordt verwijderd, krijgt de auteur {niet →}te horen waarom.
nl conduct weaker ? | Bezoekers mogen {→niet langer }anoniem reageren.
nl change_notice weaker ? | Wij informeren u {30→7} dagen voordat wijzigingen in werking treden.
nl change_notice weaker ? | Wijzigingen van dit beleid {worden u per e-mail meegedeeld→worden slechts op deze pagina geplaatst}.
nl change_notice stronger med | + Van elke wijziging van deze voorwaarden stellen wij u een maand van tevoren op de hoogte.
nl change_notice stronger med | Wij kunnen deze voorwaarden {zonder aankondiging→alleen met een termijn van 60 dagen} wijzigen.
nl change_notice weaker ? | + Wij zijn niet verplicht wijzigingen van deze verklaring aan te kondigen.
nl change_notice stronger med | Wijzigingen worden {onmiddellijk→een maand na onze mededeling aan u} van kracht.
nl change_notice stronger med | Een nieuwe versie zetten wij op deze pagina{→ en sturen wij u twee weken van tevoren toe}.
nl scope neutral ? | Dit privacybeleid is van toepassing op de website{→, de app en onze winkels}.
nl scope neutral ? | + Deze voorwaarden zijn niet van toepassing op zakelijke klanten.
nl scope neutral ? | Onder „diensten” verstaan wij onze onlinecursussen{ en onze gedrukte tijdschriften→}.
nl scope neutral ? | - Dit beleid geldt ook voor de websites van onze dochterondernemingen.
nl scope neutral ? | + Voor bestellingen uit het buitenland gelden deze voorwaarden niet.
nl other weaker ? | Wij garanderen een beschikbaarheid van {99,9 %→99 %}.
nl other weaker ? | De helpdesk is {dag en nacht→op werkdagen van 9 tot 17 uur} bereikbaar.
nl other stronger med | Onderhoud onderbreekt de dienst hoogstens {acht→twee} uur per maand.
nl other stronger med | + Onze website voldoet aan de richtlijnen voor toegankelijkheid.
nl other weaker ? | Storingen met prioriteit 1 verhelpen wij binnen {vier→twaalf} uur.
nl other stronger med | De helpdesk antwoordt in het Nederlands{→, in het Fries en in gebarentaal}.
nl ? ? med | - Wij mogen afdrukken verkopen van de foto's die u uploadt.
nl controller neutral ? | Voor de verwerking van uw gegevens is {Appelgaard N.V.→Appelgaard Services B.V.} verantwoordelijk.
nl tracking weaker high | Statistiekcookies worden geplaatst {alleen als u ze accepteert→tenzij u ze weigert}.
nl tracking weaker high | Advertentiecookies worden opgeslagen {nadat u akkoord gaat→tenzij u bezwaar maakt}.
nl disputes ? ? | Op deze voorwaarden is het {Nederlandse→Belgische} recht van toepassing.
nl disputes ? ? | Deze overeenkomst valt onder {Duits→Luxemburgs} recht.
nl payment weaker ? | Een papieren kopie {is gratis→kost 15 euro}.
nl payment weaker ? | Een tweede exemplaar {kost niets→kost twintig euro}.
nl transfer weaker high | Onze helpdesk zit in Nederland{→ en Zuid-Afrika}.
nl transfer weaker high | Uw vragen worden beantwoord door medewerkers in België{→ en Suriname}.
nl sharing stronger med | + Wij geven uw berichten nooit aan autoriteiten zonder bevel van de rechter.
nl retention weaker high | Na uw vertrek {wissen→bewaren} wij uw berichten{→ voor onbepaalde tijd}.
nl transfer weaker high | Wij sturen uw gegevens {niet →}buiten de Europese Unie.
nl security weaker ? | Wachtwoorden {worden→kunnen worden} versleuteld.
nl security weaker ? | Back-ups {zijn→kunnen} versleuteld{→ zijn}.
nl sharing weaker high | + Wij verkopen lijsten van klanten aan handelaren.
nl sharing weaker high | Wij eisen {een→geen} bevel van de rechter voordat wij gegevens aan de politie geven.
nl ? ? high | Wij gebruiken uw foto's {alleen met uw toestemming→tenzij u zich verzet}.
nl disputes ? ? | Uitsluitend de {Nederlandse→Belgische} rechter is bevoegd.
nl payment weaker ? | Het wijzigen van uw adres is {kosteloos→mogelijk voor 7 euro}.
nl transfer weaker high | Onze ontwikkelaars werken in Nederland{→ en India}.
nl disputes weaker ? | - Bij een geschil kunt u naar de geschillencommissie voor reizen.
nl collection weaker ? | - Uw telefoonnummer gebruiken wij uitsluitend om de levering aan te kondigen.
nl ? weaker ? | Wij informeren u {vooraf →}over elke overdracht van uw brieven aan een rechtbank.
nl ? ? ? | Wij wissen {alle→bepaalde} gegevens wanneer u uw account sluit.
nl ? ? ? | Wij antwoorden binnen 30 {dagen→werkdagen}.
nl ? ? ? | Deze regels gelden voor onze winkels{→ en beurzen}.
nl scope neutral ? | Dit reglement geldt voor particulieren{→ en verenigingen}.
nl scope neutral ? | Deze verklaring betreft aankopen in onze winkels{→ en in de webshop}.
nl ? ? ? | De verkoper ontvangt uw {telefoonnummer→geboortedatum}.
nl ? ? ? | Uw brieven bewaren wij {hooguit→minstens} zes weken.
"""  # noqa: E501

# Not told as they should be yet.
MISSED = """
nl collection weaker ? | + In openbare registers gaan wij na of u een huis bezit.
nl ai weaker ? | De score wordt berekend door {een medewerker→een zelflerend systeem}.
nl security stronger med | Papieren dossiers liggen in {open→afgesloten} kasten.
nl disputes stronger med | Voor fouten van onze vervoerders staan wij {niet→wel} in.
nl account weaker ? | Drie te late betalingen leiden tot {een herinnering→verwijdering van uw account}.
nl content weaker ? | + Uw tekeningen kunnen zonder uw toestemming worden afgedrukt.
nl conduct stronger med | De schrijver van een verwijderde reactie kan {geen bezwaar→bezwaar} maken.
nl conduct weaker ? | + Beoordelingen die onze concurrenten noemen, halen wij van de site.
nl other weaker ? | De hulplijn is {zeven→twee} dagen per week open.
"""

# Edits of such sentences without effect.
QUIET = """
nl sharing | {Wij delen uw adres→Uw adres wordt gedeeld} met de vervoerder.
nl sharing | Wij {geven→verstrekken} uw adres aan het bedrijf dat de bestelling bezorgt.
nl sharing | Wij {geven→melden} uw adres aan de pakketdienst.
nl retention | Wij bewaren facturen {tien→10} jaar.
nl retention | Logbestanden worden na 30 dagen {verwijderd→gewist}.
nl retention | {Na het einde van het contract→Na afloop van het contract} houden wij facturen zes jaar.
nl transfer | Uw gegevens worden opgeslagen in {Nederland en Frankrijk→Frankrijk en Nederland}.
nl collection | Wij verzamelen uw {naam en uw adres→adres en uw naam}.
nl collection | Wij verzamelen {de volgende gegevens: →}uw naam, uw adres en uw telefoonnummer.
nl collection | {Bij een bestelling→Als u bestelt,} slaan wij uw naam en adres op.
nl purpose | Wij {gebruiken→benutten} uw gegevens om uw bestelling te verwerken.
nl purpose | Uw e-mailadres gebruiken wij om u de bevestiging te {sturen→zenden}.
nl ai | Wij gebruiken uw inhoud niet om {AI→kunstmatige intelligentie} te trainen.
nl ai | Uw documenten worden niet gebruikt {om onze modellen te trainen→voor het trainen van onze modellen}.
nl legal_basis | De grondslag is uw toestemming ({art. 6→artikel 6} lid 1 onder a AVG).
nl legal_basis | {De grondslag voor deze verwerking is→Deze verwerking berust op} artikel 6, lid 1, onder b, AVG.
nl rights | U {hebt het recht om→kunt} een kopie van uw gegevens {op te vragen→opvragen}.
nl rights | {U kunt contact met ons opnemen→Neem contact met ons op} om uw gegevens te laten corrigeren.
nl rights | {Schrijf ons→Stuur ons een bericht} als u bezwaar wilt maken.
nl children | Onze dienst is niet {bedoeld→bestemd} voor kinderen.
nl children | Kinderen {onder de 16 jaar→jonger dan 16 jaar} kunnen zich niet aanmelden.
nl security | Alle {verbindigen→verbindingen} met onze servers zijn versleuteld.
nl tracking | Wij gebruiken cookies om uw winkelmandje te {onthouden→bewaren}.
nl tracking | Deze website gebruikt {cookies→zogenaamde cookies}, kleine bestanden op uw apparaat.
nl tracking | U kunt cookies in uw browser {weigeren→blokkeren}.
nl controller | {Verwerkingsverantwoordelijke→De verwerkingsverantwoordelijke} is Lindehof B.V.
nl controller | {Verwerkingsverantwoordelijke:→De verwerkingsverantwoordelijke is} Appelgaard N.V., Kanaalstraat 5, Zwolle.
nl disputes | Op deze overeenkomst is Nederlands recht van {toepasing→toepassing}.
nl disputes | {Op deze overeenkomst is Nederlands recht van toepassing→Deze overeenkomst wordt beheerst door Nederlands recht}.
nl disputes | Als een {bepaling→clausule} ongeldig is, blijven de andere van kracht.
nl payment | Het abonnement kost {€ 9,00→€ 9} per maand.
nl payment | Alle prijzen zijn {inclusief→met inbegrip van} btw.
nl payment | Facturen {zijn betaalbaar→dienen te worden betaald} binnen 30 dagen.
nl account | U {moet→dient} voor uw account een wachtwoord {kiezen→te kiezen}.
nl account | U bent verantwoordelijk voor de {geheimhouding→vertrouwelijkheid} van uw wachtwoord.
nl account | U kunt op onze website een account {aanmaken→maken}.
nl content | U {verleent→geeft} ons een licentie op uw foto's.
nl content | U {behoudt→houdt} alle rechten op uw inhoud.
nl conduct | Het is {verboden→niet toegestaan} spam te versturen.
nl conduct | Gebruikers mogen geen {onrechtmatige→onwettige} inhoud plaatsen.
nl change_notice | Wij {informeren→berichten} u per e-mail over wijzigingen.
nl change_notice | Wij kunnen dit beleid van tijd tot tijd {wijzigen→aanpassen}.
nl scope | Dit {privacybeleid→beleid} is van toepassing op onze website en onze app.
nl scope | {Dit beleid beschrijft→In dit beleid beschrijven wij} hoe wij met uw gegevens omgaan.
nl other | Onze medewerkers {helpen u graag verder→beantwoorden graag uw vragen}.
nl other | Hebt u {vragen→een vraag}? Neem dan contact op met onze klantenservice.
nl payment | Een duplicaat kost {twintig euro→€ 20}.
nl tracking | Advertentiecookies worden geplaatst tenzij u ze {weigert→afwijst}.
nl security | {Wij versleutelen alle back-ups→Alle back-ups worden door ons versleuteld}.
nl retention | {Wij bewaren facturen tien jaar→Facturen worden 10 jaar bewaard}.
nl legal_basis | Wij volgen de Algemene verordening gegevensbescherming{→ (AVG)}.
nl retention | Logbestanden worden na 30 dagen {gewist. Facturen→gewist en facturen} worden tien jaar bewaard.
nl sharing | Wij informeren u {vooraf→van tevoren} over elke overdracht van uw brieven aan een rechtbank.
"""  # noqa: E501

# Such edits that are told all the same.
WOKEN = """
nl transfer | Uw gegevens kunnen worden doorgegeven aan {de Verenigde Staten→de VS}.
nl security | Wij {gebruiken→passen} versleuteling {→toe }om uw gegevens te beschermen.
nl security | {Onze ruimten zijn 's nachts afgesloten→'s Nachts zijn onze ruimten afgesloten}.
nl conduct | {Beledig andere leden niet→U mag andere leden niet beledigen}.
"""
