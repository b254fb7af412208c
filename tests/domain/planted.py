"""Changes of invented vendors, one per line, with what must be said of them; the weights are trained on them, too."""

import re
from collections.abc import Callable

Host = Callable[[str, list[str]], str]

FILL = {
    "en": "A shop for garden tools.|This text explains what happens here.|"
    "Our team is based by the river.|You will find the catalogue on the first page.|Orders are packed on arrival.",
    "fr": "Une boutique d'outils de jardin.|Ce texte explique ce qui se passe ici.|"
    "Notre équipe travaille au bord de la rivière.|"
    "Le catalogue se trouve sur la première page.|Les commandes sont préparées à leur arrivée.",
    "de": "Ein Laden für Gartengeräte.|Dieser Text erklärt, was hier geschieht.|"
    "Unser Team arbeitet am Fluss.|Den Katalog finden Sie auf der ersten Seite.|"
    "Bestellungen werden bei Eingang verpackt.",
    "es": "Una tienda de herramientas de jardín.|Este texto explica lo que ocurre aquí.|"
    "Nuestro equipo trabaja junto al río.|"
    "El catálogo se encuentra en la primera página.|Los pedidos se preparan al llegar.",
    "it": "Un negozio di attrezzi da giardino.|Questo testo spiega che cosa succede qui.|"
    "Il nostro gruppo lavora sul fiume.|Il catalogo si trova nella prima pagina.|"
    "Gli ordini sono preparati al loro arrivo.",
    "nl": "Een winkel voor tuingereedschap.|Deze tekst legt uit wat hier gebeurt.|"
    "Ons team werkt aan de rivier.|De catalogus staat op de eerste pagina.|"
    "Bestellingen worden bij aankomst ingepakt.",
    "pt": "Uma loja de ferramentas de jardim.|Este texto explica o que acontece aqui.|"
    "A nossa equipe trabalha junto ao rio.|"
    "O catálogo encontra-se na primeira página.|Os pedidos são preparados na chegada.",
}
HOSTS: dict[str, Host] = {
    "between headings": lambda x, f: f"# A\n\n{f[0]} {f[1]}\n\n## B\n\n{f[2]} {x} {f[3]}\n\n## C\n\n{f[4]}\n",
    "in one paragraph": lambda x, f: f"{f[0]} {f[1]} {x} {f[3]}\n",
    "in a list": lambda x, f: f"# A\n\n{f[0]}\n\n- {f[1]}\n" + (f"- {x}\n" if x else "") + f"- {f[2]}\n",
    "in a table": lambda x, f: (
        f"# A\n\n| B | C |\n| --- | --- |\n| 1 | {f[1]} |\n| 2 | {f[2]} {x} |\n\n{f[3]}\n"
    ),
    "in five sections": lambda x, f: "".join(f"## {n}\n\n{f[n]} {x}\n\n" for n in range(5)),
}

# Language, category, direction and severity ("?" where none is asked), and the clause: {before→after}; + came, - went.
PLANTED = """
en sharing weaker high | We {do not →}share your personal data with third parties.
en sharing weaker high | We {never →may }sell your contact details.
en sharing weaker high | We {will not → will} rent or sell your address book to anyone.
en sharing weaker high | We share your data with our advertising partners{ only with your consent→}.
en sharing weaker ? | Your profile is shared with our hosting provider{→ and our advertising partners}.
en sharing weaker ? | We disclose order details to couriers{→, insurers} and banks.
en sharing weaker ? | + We sell information about your purchases to data brokers.
en sharing weaker ? | + We share your e-mail address with Brightpanel Media Ltd for their own marketing.
en sharing weaker high | - We do not sell your personal information.
en sharing stronger med | We {→do not }share your personal data with third parties.
en sharing stronger med | Your profile is shared with our hosting provider{ and our advertising partners→}.
en sharing weaker ? | We hand over data to the police {only on a court order→on request}.
en sharing ? ? | We {must→may} tell you before we disclose your data to an authority.
en sharing weaker ? | Reports that we give to partners contain only {aggregated→individual} figures.
en ? ? ? | Our payment processor is {Corvo Pay Ltd→Corvo Pay Ltd and Silverbank Inc}.
en ? ? ? | Our payment processor is {Corvo Pay Ltd→Silverbank Inc}.
en sharing weaker ? | Data are passed to affiliates {within the European Union→worldwide}.
en ? ? ? | We require partners to {delete→return or keep} the data after use.
en ? ? ? | Your posts are visible to {your contacts→everyone}.
en sharing weaker ? | We may sell the data if the company is {dissolved→dissolved, merged or reorganised}.
en retention weaker high | We keep your mail data for {30→90} days.
en retention weaker high | We delete server logs after {thirty days→twelve months}.
en retention weaker high | We keep your invoices for {six→ten} years.
en retention weaker high | We keep recordings {for 30 days→as long as necessary}.
en retention weaker high | We keep recordings {for 30 days→indefinitely}.
en retention weaker high | Backups are erased {within 14 days→when we no longer need them}.
en retention weaker high | Inactive accounts are deleted after {one year→three years}.
en retention stronger med | We keep your mail data for {90→30} days.
en retention stronger med | Chat transcripts are stored for {two years→six months}.
en retention weaker ? | We delete your data {immediately→} after you close your account.
en retention weaker ? | We {delete→may keep} your files after you close your account.
en ? ? ? | - We delete your data when you close your account.
en retention ? ? | + We keep telephone recordings for three months.
en retention weaker high | Retention period: {3 months→2 years}
en ? ? ? | Your data are kept {until you close your account→after you close your account}.
en ? ? ? | We {erase→anonymise} your data at the end of the contract.
en ? ? ? | Location history is removed after {24 hours→30 days}.
en transfer weaker high | Your data are stored in {Germany→Germany and India}.
en transfer weaker high | Your data are hosted on servers in {Ireland→the United States}.
en transfer weaker high | Transfers rely on {standard contractual clauses and →}the adequacy decision.
en transfer weaker high | We transfer data to our support team in Manila{ under standard contractual clauses→}.
en transfer weaker ? | Your data {never →may }leave the European Economic Area.
en transfer stronger med | Your data are stored in {Germany and India→Germany}.
en transfer weaker high | - Transfers outside the EEA are protected by standard contractual clauses.
en transfer ? ? | + We may transfer your data to countries that do not offer the same level of protection.
en ? ? ? | + Our support team in Vietnam can access your data.
en transfer ? ? | We rely on {binding corporate rules→your consent to the transfer} for transfers to other countries.
en transfer ? ? | For transfers to the United States we rely on {the Data Privacy Framework→standard contractual clauses}.
en collection weaker ? | We collect your name{→, your precise location} and your e-mail address.
en collection weaker ? | We collect your name, {→your date of birth, }your address and your telephone number.
en collection weaker ? | + We collect fingerprints and face scans.
en ? ? ? | We {do not →}record telephone calls.
en collection stronger med | We {→do not }collect data about your health.
en collection weaker ? | + We receive information about you from credit agencies.
en collection weaker ? | The app reads your contacts{ only if you allow it→}.
en ? ? ? | We {do not ask→ask} for your passport number.
en purpose weaker ? | We use your address to send the goods{→ and to send you offers}.
en purpose weaker ? | We use your messages to provide the service{→ and to show you personalised advertising}.
en purpose weaker ? | + We use your purchase history to personalise advertising.
en purpose weaker ? | We {do not →}use the content of your messages for advertising.
en purpose stronger med | We use your usage data to secure {and advertise →}the service.
en purpose weaker ? | We use the data only for {the purpose for which you gave them→purposes that we consider useful}.
en ai weaker high | We {do not →}use customer content to train machine learning models.
en ai weaker high | + We use your content to train our artificial intelligence models.
en ai weaker ? | Decisions about credit are {never →}made by automated means.
en ai ? ? | Your application is {reviewed by a person→assessed by an algorithm}.
en ai stronger med | We {→do not }use your photos to train our models.
en ? ? ? | Your content may be used to train models {if you opt in→unless you opt out}.
en ai weaker ? | + We build profiles of you by automated means.
en legal_basis weaker high | We send newsletters on the basis of {your consent→our legitimate interest}.
en legal_basis ? ? | The legal basis is {performance of a contract→our legitimate interests}.
en legal_basis weaker ? | We process health data only {with your explicit consent→where we consider it useful}.
en rights weaker ? | - You have the right to have your data erased.
en rights ? ? | You may object to the processing {at any time→within 30 days}.
en ? ? ? | You can ask for a copy of your data {free of charge→for a fee}.
en rights weaker ? | We answer your requests within {30→90} days.
en rights weaker ? | You have the right to access, {correct and delete→and correct} your data.
en rights weaker ? | We send you marketing e-mails {only if you opt in→unless you opt out}.
en rights stronger med | + You have the right to receive your data in a portable format.
en ? ? ? | You can {→not }withdraw your consent at any time.
en rights weaker ? | You can delete your account {in the settings→by writing to us by post}.
en rights ? ? | To exercise your rights write to {privacy@larkmead.example→dpo@larkmead.example}.
en rights weaker ? | - You can complain to the supervisory authority of your country.
en rights weaker ? | We {will→may} comply with your request for erasure.
en children weaker ? | The service is for people aged {16→13} or older.
en children stronger med | The service is not meant for children under {13→16}.
en children weaker ? | - We do not knowingly collect data from children.
en children weaker ? | Children may use the service {only with the consent of a parent→}.
en children ? ? | Users must be at least {eighteen→sixteen} years old.
en security weaker ? | All data are encrypted in transit{ and at rest→}.
en security weaker ? | We tell you about a data breach within {24→72} hours.
en security weaker ? | We tell you about a data breach {within 48 hours→without undue delay}.
en security weaker ? | - Access to customer data is protected by two-factor authentication.
en security weaker ? | We {will→may} notify you of a security breach.
en security stronger ? | + We carry out penetration tests every year.
en ? ? ? | Passwords are {hashed→stored in our database}.
en security weaker ? | An independent auditor examines our systems {every year→from time to time}.
en ? ? ? | We {guarantee→try to ensure} that backups are encrypted.
en tracking weaker ? | We {do not →}use cookies for advertising.
en tracking weaker ? | + We use the Pixelwind tracking pixel on our pages.
en tracking weaker ? | Analytics cookies are set {only after you agree→when you open the site}.
en tracking weaker ? | The cookie expires after {30 days→13 months}.
en tracking weaker ? | We {honour→ignore} Do Not Track signals.
en tracking stronger ? | - We use the Pixelwind tracking pixel on our pages.
en controller ? ? | The controller is {Larkmead Ltd→Larkmead Holdings Inc}.
en controller ? ? | The controller is Larkmead Ltd, {12 Mill Lane, Norwich→48 Harbour Street, Cork}.
en controller ? ? | You can reach our data protection officer at {dpo@larkmead.example→legal@larkmead.example}.
en controller ? ? | - Our representative in the European Union is Castel Privacy SARL.
en controller ? ? | Our data protection officer is {Ms Greta Holm→Mr Paul Arden}.
en disputes weaker ? | + Any dispute will be resolved by binding arbitration.
en disputes weaker ? | You {do not →}waive your right to a jury trial.
en disputes ? ? | These terms are governed by the law of {England→Delaware}.
en disputes weaker ? | Our liability is limited to {the fees of twelve months→the fees of one month}.
en disputes weaker ? | Our liability is limited to {$10,000→$100}.
en disputes weaker ? | We are {→not }liable for damage caused by negligence.
en disputes ? ? | - Nothing in these terms limits our liability for death or injury.
en ? ? ? | You {may→must} bring a claim within one year.
en disputes weaker ? | + You agree to indemnify us against all claims.
en disputes ? ? | The courts of {Dublin→Singapore} have jurisdiction.
en payment weaker ? | The monthly fee is {$9→$14}.
en payment weaker ? | Fees are {→not }refundable.
en payment weaker ? | We {will→may} refund unused credit.
en payment weaker ? | + We charge a late fee of 5% of the amount due.
en payment weaker ? | Late payments bear interest at {2%→8%} a year.
en payment ? ? | Subscriptions renew {only if you agree→automatically}.
en ? ? ? | We may raise prices {with 60 days' notice→at any time}.
en ? ? ? | You can cancel within {fourteen days→seven days} and get your money back.
en account weaker ? | We may close your account with {30→7} days' notice.
en account weaker ? | We may suspend your account {if you break these terms→for any reason}.
en account weaker ? | We may terminate the contract with {three months' notice→immediate effect}.
en ? ? ? | You may {→not }close your account at any time.
en content weaker ? | You grant us a {revocable→perpetual and irrevocable} licence to your content.
en ? ? ? | You {keep→transfer to us} all rights to what you upload.
en ? ? ? | + We may use your name and photos in our advertising.
en conduct ? ? | You must not use the service to send spam{→ or to test its security}.
en conduct ? ? | + You must not use the service to build a competing product.
en ? ? ? | Users may {→not }resell the service.
en change_notice weaker ? | We tell you of changes {30 days→7 days} before they take effect.
en change_notice weaker ? | We {will→may} tell you of changes by e-mail.
en ? ? ? | + This policy will be replaced by a new version that takes effect on 1 February 2027.
en scope ? ? | This policy covers our website{→, our apps and our shops}.
en scope ? ? | This policy does {not →}apply to business customers.
en ? ? ? | The processor informs the customer of a breach within {24 hours→five business days}.
en ? ? ? | The customer may audit the processor {once a year→once every three years}.
en sharing weaker ? | The processor engages subprocessors {only with the prior written consent→with general authorisation} of the customer.
en rights weaker ? | The customer may object to a new subprocessor within {30→10} days.
en sharing weaker ? | The processor {is→is not} liable for its subprocessors.
en ? ? ? | At the end of the contract the processor returns the data {within 30 days→within 180 days}.
en ? ? ? | Call recordings may be heard by {our staff→our staff and outside agencies}.
en purpose weaker ? | Research that uses your records needs {the approval of an ethics board→no approval}.
en collection weaker ? | Microphone access is {off→on} by default.
en ? ? ? | Personalised ads are switched {off→on} by default.
en ? ? ? | One person may use {five→two} devices.
en ? ? ? | Storage beyond {15→5} gigabytes costs extra.
en other ? ? | Availability of the service is {99.9%→99.5%} per month.
fr sharing weaker high | Nous {ne partageons pas→partageons} vos données avec des tiers.
fr sharing weaker high | Nous {ne vendons jamais→vendons} vos données personnelles.
fr sharing weaker ? | Vos données sont transmises à notre hébergeur{→ et à nos partenaires publicitaires}.
fr retention weaker high | Nous conservons vos données pendant {30 jours→90 jours}.
fr retention weaker high | Les journaux sont supprimés après {six mois→deux ans}.
fr retention weaker high | Vos données sont conservées {pendant trois ans→aussi longtemps que nécessaire}.
fr transfer weaker high | Vos données sont hébergées {en France→en France et aux États-Unis}.
fr transfer weaker high | Les transferts sont encadrés par {les clauses contractuelles types et →}une décision d'adéquation.
fr ? ? ? | Nous {n'utilisons pas→utilisons} vos contenus pour entraîner nos modèles.
fr legal_basis weaker high | Nous envoyons la lettre sur la base de {votre consentement→notre intérêt légitime}.
fr rights weaker ? | - Vous pouvez demander l'effacement de vos données.
fr rights weaker ? | Nous répondons à vos demandes dans un délai de {30→60} jours.
fr ? ? ? | La copie de vos données est {gratuite→payante}.
fr children weaker ? | Le service est réservé aux personnes âgées d'au moins {16→13} ans.
fr ? ? ? | Nous vous informons d'une violation dans les {24→72} heures.
fr security weaker ? | Vos données sont chiffrées{ au repos et→} en transit.
fr tracking weaker ? | Le cookie expire après {30 jours→13 mois}.
fr tracking ? ? | Les cookies publicitaires sont déposés {avec votre accord→sans votre accord}.
fr controller ? ? | Le responsable du traitement est {Brumelune SAS→Brumelune Holding SA}.
fr ? ? ? | Écrivez à {dpo@brumelune.example→vie-privee@brumelune.example}.
fr disputes ? ? | Le présent contrat est soumis au droit {français→irlandais}.
fr disputes ? ? | Les tribunaux de {Lyon→Paris} sont compétents.
fr payment weaker ? | L'abonnement coûte {9 €→12 €} par mois.
fr ? ? ? | Nous pouvons fermer votre compte {avec un préavis de 30 jours→sans préavis}.
fr collection weaker ? | Nous recueillons votre nom{→, votre position précise} et votre adresse.
fr purpose weaker ? | Nous utilisons votre adresse pour livrer la commande{→ et pour de la prospection}.
fr change_notice ? ? | + La nouvelle version entrera en vigueur le 1er février 2027.
fr sharing weaker ? | Le sous-traitant recrute d'autres sous-traitants {avec l'autorisation écrite préalable→après en avoir informé le} client.
de sharing weaker high | Wir geben Ihre Daten {nicht →}an Dritte weiter.
de sharing weaker high | Wir verkaufen Ihre Daten {niemals→auch}.
de retention weaker high | Wir speichern Ihre Daten {30→90} Tage.
de retention weaker high | Protokolle werden nach {sechs Monaten→zwei Jahren} gelöscht.
de retention weaker high | Wir speichern Aufnahmen {30 Tage→so lange wie nötig}.
de transfer weaker high | Ihre Daten werden {in Deutschland→in Deutschland und Indien} gespeichert.
de transfer weaker high | Übermittlungen beruhen auf {Standardvertragsklauseln und →}einem Angemessenheitsbeschluss.
de ? ? ? | Wir verwenden Ihre Inhalte {nicht, um→, um} unsere Modelle zu trainieren.
de legal_basis ? high | Rechtsgrundlage ist {Ihre Einwilligung→unser berechtigtes Interesse}.
de rights weaker ? | - Sie können die Löschung Ihrer Daten verlangen.
de rights weaker ? | Die Auskunft ist {kostenlos→kostenpflichtig}.
de ? ? ? | Der Dienst richtet sich an Personen ab {16→13} Jahren.
de security weaker ? | Wir melden Ihnen Datenpannen innerhalb von {24→72} Stunden.
de tracking weaker ? | Das Cookie läuft nach {30 Tagen→13 Monaten} ab.
de controller ? ? | Verantwortlich ist die {Nebelbach GmbH→Nebelbach Holding AG}.
de ? ? ? | Es gilt {deutsches→irisches} Recht.
de payment weaker ? | Das Abonnement kostet {9 €→12 €} im Monat.
de account weaker ? | Wir können Ihr Konto mit einer Frist von {30→7} Tagen kündigen.
de collection weaker ? | Wir erheben Ihren Namen{→, Ihren genauen Standort} und Ihre Anschrift.
de ? ? ? | Eine Weitergabe erfolgt {nur mit Ihrer Einwilligung→nach unserem Ermessen}.
de purpose weaker ? | Wir nutzen Ihre Anschrift für die Lieferung{→ und für Werbung}.
es sharing weaker high | {No compartimos→Compartimos} sus datos con terceros.
es sharing weaker high | {Nunca vendemos→Vendemos} sus datos personales.
es retention weaker high | Conservamos sus datos durante {30→90} días.
es retention weaker high | Conservamos las grabaciones {durante seis meses→mientras sea necesario}.
es transfer weaker high | Sus datos se almacenan en {España→España y Estados Unidos}.
es ? ? ? | {No utilizamos→Utilizamos} sus contenidos para entrenar nuestros modelos.
es legal_basis weaker high | La base jurídica es {su consentimiento→nuestro interés legítimo}.
es rights weaker ? | - Usted puede solicitar la supresión de sus datos.
es children weaker ? | El servicio está dirigido a mayores de {16→13} años.
es security weaker ? | Le informaremos de una brecha en un plazo de {24→72} horas.
es payment weaker ? | La suscripción cuesta {9 €→12 €} al mes.
es ? ? ? | Este contrato se rige por la ley {española→irlandesa}.
es collection weaker ? | Recogemos su nombre{→, su ubicación exacta} y su dirección.
es ? ? ? | Cedemos sus datos a socios {solo con su consentimiento→cuando lo consideramos útil}.
it sharing weaker high | {Non condividiamo→Condividiamo} i suoi dati con terzi.
it sharing weaker high | {Non vendiamo mai→Vendiamo} i suoi dati personali.
it retention weaker high | Conserviamo i suoi dati per {30→90} giorni.
it retention weaker high | Conserviamo le registrazioni {per sei mesi→per il tempo necessario}.
it transfer weaker high | I suoi dati sono conservati in {Italia→Italia e Stati Uniti}.
it ? ? ? | {Non utilizziamo→Utilizziamo} i suoi contenuti per addestrare i nostri modelli.
it legal_basis weaker high | La base giuridica è {il suo consenso→il nostro legittimo interesse}.
it rights weaker ? | - Può chiedere la cancellazione dei suoi dati.
it children weaker ? | Il servizio è riservato a chi ha almeno {16→13} anni.
it security weaker ? | La informeremo di una violazione entro {24→72} ore.
it payment weaker ? | L'abbonamento costa {9 €→12 €} al mese.
it ? ? ? | Il contratto è regolato dalla legge {italiana→irlandese}.
it collection weaker ? | Raccogliamo il suo nome{→, la sua posizione precisa} e il suo indirizzo.
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
pt sharing weaker high | {Não compartilhamos→Compartilhamos} os seus dados com terceiros.
pt sharing weaker high | {Nunca vendemos→Vendemos} os seus dados pessoais.
pt retention weaker high | Guardamos os seus dados por {30→90} dias.
pt retention weaker high | Guardamos as gravações {por seis meses→enquanto for necessário}.
pt transfer weaker high | Os seus dados são armazenados em {Portugal→Portugal e Estados Unidos}.
pt ? ? ? | {Não usamos→Usamos} o seu conteúdo para treinar os nossos modelos.
pt legal_basis weaker high | A base legal é {o seu consentimento→o nosso interesse legítimo}.
pt rights weaker ? | - Você pode solicitar a exclusão dos seus dados.
pt children weaker ? | O serviço destina-se a maiores de {16→13} anos.
pt security weaker ? | Informaremos uma violação em até {24→72} horas.
pt payment weaker ? | A assinatura custa {9 €→12 €} por mês.
pt ? ? ? | Este contrato é regido pela lei {portuguesa→irlandesa}.
pt collection weaker ? | Coletamos o seu nome{→, a sua localização precisa} e o seu endereço.
"""  # noqa: E501


def sides(body: str) -> tuple[str, str]:
    if body[:2] in ("+ ", "- "):
        return ("", body[2:]) if body[0] == "+" else (body[2:], "")
    before, after = (re.sub(r"\{(.*?)→(.*?)\}", rf"\{n}", body) for n in (1, 2))
    return re.sub(" +", " ", before), re.sub(" +", " ", after)
