"""Invented changes of policies in German, written as `tests.domain.planted` says."""

CHANGES = """
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
"""

# Every category in both directions, where it has two.
EVERY_CATEGORY = """
de sharing weaker high | Ihre Kontaktdaten werden {nicht →}zu Werbezwecken an andere Unternehmen übermittelt.
de sharing weaker ? | + Wir geben Ihre Kaufhistorie an unsere Werbepartner weiter.
de sharing stronger med | Auskünfte an Behörden erteilen wir {auf jede Anfrage→nur auf richterliche Anordnung}.
de sharing stronger med | Auf die Daten haben unser Kundendienst {sowie verbundene Unternehmen →}Zugriff.
de sharing weaker ? | + Ihre Telefonnummer kann an Versicherungsmakler gegeben werden.
de sharing stronger med | Die Teilnehmerliste {wird den Sponsoren zur Verfügung gestellt→bleibt in unserem Haus}.
de sharing weaker ? | Ihr Spitzname ist für andere Spieler {nicht →}sichtbar.
de retention weaker high | Bewerbungsunterlagen werden {sechs Monate→zwei Jahre} nach Abschluss des Verfahrens vernichtet.
de retention weaker ? | Gesprächsaufzeichnungen werden {am Ende jeder Woche gelöscht→auf unbestimmte Zeit aufbewahrt}.
de retention stronger med | Die Speicherdauer der Zugriffsprotokolle beträgt {90→14} Tage.
de retention stronger med | + Nach Kündigung des Kontos löschen wir Ihre Daten binnen 30 Tagen.
de retention weaker high | Chatverläufe verschwinden nach {sieben Tagen→sechs Monaten} aus unseren Systemen.
de retention stronger med | Zugriffsprotokolle halten wir {ein Jahr→acht Wochen} lang vor.
de retention stronger med | Faxkopien werden nach {drei Monaten→zehn Tagen} geschreddert.
de transfer weaker high | Die Verarbeitung findet {ausschließlich im Europäischen Wirtschaftsraum→im Europäischen Wirtschaftsraum, in der Türkei und in Indien} statt.
de transfer weaker high | - Übermittlungen in Drittländer sichern wir durch Standardvertragsklauseln ab.
de transfer stronger med | Unsere Server, auf denen Ihre Daten gespeichert sind, stehen in {den USA und Irland→Irland}.
de transfer stronger med | + Eine Übermittlung in Drittländer findet nicht statt.
de transfer weaker high | Sicherungskopien liegen auf Servern in {Schweden→Schweden und Südafrika}.
de transfer stronger med | + Personenbezogene Daten verlassen die Europäische Union nicht.
de transfer weaker high | Unser Callcenter, das Ihre Bestellungen verarbeitet, sitzt in {Österreich→Österreich und Ägypten}.
de collection weaker ? | Bei der Anmeldung erfragen wir Ihren Namen{→, Ihren Familienstand und Ihr Einkommen}.
de collection weaker ? | + Die App liest die Einträge Ihres Adressbuchs aus.
de collection stronger med | Ihr Geburtsdatum erheben wir {→nicht mehr}.
de collection stronger med | - Wir erfassen eine Kopie Ihres Personalausweises.
de collection weaker ? | Die Uhr übermittelt uns Ihren Puls{→, Ihre Schlafzeiten und Ihr Gewicht}.
de collection stronger med | - Wir lesen Ihre Kassenbons aus.
de purpose weaker ? | Ihre Telefonnummer dient der Lieferung{→ und der telefonischen Werbung}.
de purpose stronger med | Ihre Antworten nutzen wir zu statistischen {und werblichen →}Zwecken.
de purpose stronger med | + Eine Verwendung zu anderen Zwecken erfolgt nicht.
de purpose weaker ? | Ihre E-Mail-Adresse verwenden wir {nur für die Bestellbestätigung→für die Bestellbestätigung und für Reklame unserer Marken}.
de purpose stronger med | - Mit den Fotos, die Sie uns schicken, bewerben wir unsere Filialen.
de purpose stronger med | Ihren Geburtstag nutzen wir, um Ihnen zu gratulieren{ und Ihre Bonität zu bewerten→}.
de ai weaker high | Ihre Fotos werden {nicht →}zum Training unserer Bilderkennung verwendet.
de ai weaker ? | Über einen Kreditantrag entscheidet bei uns {ein Sachbearbeiter→eine künstliche Intelligenz}.
de ai stronger med | + Jede automatisierte Entscheidung wird auf Ihren Wunsch von einem Menschen überprüft.
de ai stronger med | Ihre Unterhaltungen dienen dem Training unserer Modelle, {sofern Sie nicht widersprechen→wenn Sie dem zugestimmt haben}.
de ai weaker high | + Von Ihnen eingegebene Texte können als Trainingsdaten für unsere Modelle dienen.
de ai stronger med | Ein Antrag wird {von einem Programm→von einem Programm nur nach Prüfung durch einen Mitarbeiter} abgelehnt.
de legal_basis weaker high | Die Zusendung des Newsletters stützen wir auf {Ihre Einwilligung→unser berechtigtes Interesse}.
de legal_basis weaker ? | Gesundheitsdaten verarbeiten wir {nur mit Ihrer ausdrücklichen Einwilligung→soweit wir es für zweckmäßig halten}.
de legal_basis stronger med | Rechtsgrundlage der Reichweitenmessung ist {unser berechtigtes Interesse→Ihre Einwilligung}.
de legal_basis stronger med | + Sie können eine erteilte Einwilligung jederzeit widerrufen.
de legal_basis weaker ? | Die Videoüberwachung des Parkplatzes beruht auf {der Einwilligung der Besucher→unserem berechtigten Interesse}.
de legal_basis stronger med | Das Öffnen des Newsletters werten wir {aufgrund unseres berechtigten Interesses→mit Ihrer Einwilligung} aus.
de rights weaker ? | Sie haben das Recht auf Auskunft, {Berichtigung und Löschung→und Berichtigung}.
de rights weaker ? | - Sie können sich bei einer Aufsichtsbehörde beschweren.
de rights stronger med | Ihr Auskunftsersuchen beantworten wir innerhalb von {zwei Monaten→zehn Tagen}.
de rights stronger med | + Sie können der Verwendung Ihrer Daten für Werbung jederzeit widersprechen.
de rights weaker ? | Löschungsbegehren kommen wir {→nach freiem Ermessen }nach.
de rights stronger med | + Jeder kann unrichtige Daten unentgeltlich berichtigen lassen.
de rights weaker ? | + Für jede Auskunft erheben wir eine Bearbeitungsgebühr.
de children weaker ? | Minderjährige dürfen sich {nur mit→auch ohne} Zustimmung ihrer Eltern anmelden.
de children weaker ? | Das Mindestalter für die Nutzung beträgt {16→12} Jahre.
de children stronger med | + Wir erheben wissentlich keine Daten von Kindern unter 16 Jahren.
de children stronger med | Minderjährigen Nutzern zeigen wir {→keine }personalisierte Werbung.
de children weaker ? | Ein Familienkonto steht Kindern ab {13→9} Jahren offen.
de children stronger med | + Eltern können jederzeit verlangen, dass wir die Daten ihres Kindes entfernen.
de children stronger med | Wer jünger als {12→14} Jahre ist, darf kein Profil anlegen.
de security weaker ? | Passwörter speichern wir {nur als Hashwert→im Klartext}.
de security weaker ? | - Der Zugang zu unseren Rechenzentren ist durch Zutrittskontrollen gesichert.
de security stronger med | Der Auftragsverarbeiter meldet Datenschutzverletzungen binnen {72→24} Stunden.
de security stronger med | + Unsere Systeme werden jährlich von einer unabhängigen Stelle geprüft.
de security weaker ? | - Unsere Server werden rund um die Uhr von einem Sicherheitsteam überwacht.
de security stronger med | Über ein Datenleck unterrichten wir die Betroffenen {nach unserem Ermessen→binnen 48 Stunden}.
de tracking weaker ? | Werbe-Cookies setzen wir {erst nach Ihrer Zustimmung→beim Aufruf der Seite}.
de tracking weaker ? | + Auf unserer Website ist das Zählpixel von Spurwind eingebunden.
de tracking stronger med | Die Lebensdauer des Cookies beträgt {zwei Jahre→sechs Monate}.
de tracking stronger med | - Cookies von Drittanbietern messen den Erfolg unserer Werbung.
de tracking weaker ? | + Werbepartner setzen eigene Cookies, sobald Sie ein Video ansehen.
de tracking stronger med | Auf unserer Website {kommen Web Beacons→kommen keine Web Beacons mehr} zum Einsatz.
de tracking stronger med | - Ein Pixel in unseren Briefen verrät uns, wann Sie sie lesen.
de controller neutral ? | Verantwortlicher ist die {Fliedertal GmbH→Fliedertal Beteiligungs AG}.
de controller neutral ? | + Als Datenschutzbeauftragte haben wir Frau Antje Kröger benannt.
de controller neutral ? | Verantwortlicher: Fliedertal GmbH, {Lindenstraße 12, 28195 Bremen→Am Hafen 4, 20457 Hamburg}.
de controller neutral ? | Ihr Vertragspartner ist die {Fliedertal GmbH→Windhoek SE}.
de controller neutral ? | Für die Verarbeitung verantwortlich ist die {Apfelhain AG→Apfelhain Service GmbH}.
de controller neutral ? | Unser Datenschutzbeauftragter ist {Herr Jens Brodersen→Frau Dörte Quast}.
de controller neutral ? | Fragen beantwortet unser Datenschutzbeauftragter, {Herr Lohse→Herr Wieland}.
de disputes weaker ? | + Alle Streitigkeiten werden durch ein Schiedsgericht entschieden.
de disputes weaker ? | Unsere Haftung ist auf {10.000 €→100 €} begrenzt.
de disputes stronger med | - Sie verzichten auf die Teilnahme an Sammelklagen.
de disputes stronger med | Für Schäden durch einfache Fahrlässigkeit haften wir {nicht→unbeschränkt}.
de disputes stronger med | Ansprüche verjähren nach {sechs Monaten→drei Jahren}.
de disputes weaker ? | Für Fehler unserer Spediteure stehen wir {→nicht }ein.
de payment weaker ? | Bereits gezahlte Beträge werden {→nicht }erstattet.
de payment weaker ? | + Für jede Mahnung berechnen wir eine Gebühr von 15 €.
de payment stronger med | Die Verzugszinsen betragen {12 %→3 %}.
de payment stronger med | Das Abonnement {verlängert sich automatisch→endet automatisch} mit Ablauf der Laufzeit.
de payment weaker ? | Der erste Monat ist {gratis→zum halben Preis erhältlich}.
de payment stronger med | Nicht verbrauchtes Guthaben {verfällt→wird ausgezahlt}, wenn Sie uns verlassen.
de payment stronger med | Der Versand kostet {6,90 €→3,90 €}.
de account weaker ? | Wir können Ihr Konto {bei nachgewiesenem Missbrauch→ohne Angabe von Gründen} sperren.
de account weaker ? | Vor der Schließung eines Kontos gilt eine Ankündigungsfrist von {30→5} Tagen.
de account stronger med | + Sie können Ihr Konto jederzeit kostenlos kündigen.
de account stronger med | Eine Kontosperrung erfolgt {ohne Vorwarnung→erst nach zwei Abmahnungen}.
de account weaker ? | Eine Mitgliedschaft können wir {mit einer Frist von acht Wochen→fristlos} beenden.
de account stronger med | + Vor der Schließung Ihres Kontos können Sie sämtliche Dateien exportieren.
de content weaker ? | Sie räumen uns an Ihren Inhalten eine {widerrufliche→unwiderrufliche} Lizenz ein.
de content weaker ? | + Wir dürfen die von Ihnen hochgeladenen Werke bearbeiten, übersetzen und unterlizenzieren.
de content stronger med | Die Urheberrechte an Ihren Texten {gehen auf uns über→verbleiben bei Ihnen}.
de content stronger med | Die Lizenz {besteht nach der Löschung des Inhalts fort→endet mit der Löschung des Inhalts}.
de content weaker ? | Sie erteilen uns an Ihren Rezepten ein {einfaches→ausschließliches} Nutzungsrecht.
de conduct weaker ? | Mitglieder dürfen {→keine }Links zu eigenen Shops veröffentlichen.
de conduct neutral ? | + Wir entfernen Beiträge, die uns missfallen.
de conduct neutral med | - Es ist untersagt, unsere Produkte öffentlich zu kritisieren.
de conduct stronger med | Wird ein Beitrag entfernt, wird der Verfasser über den Grund {nicht →}informiert.
de conduct weaker ? | Gäste dürfen {→nicht mehr }anonym kommentieren.
de conduct stronger med | Wer einen gelöschten Kommentar verfasst hat, kann {keinen Einspruch→Einspruch} einlegen.
de change_notice weaker ? | Über Änderungen dieser Bedingungen informieren wir Sie {30→7} Tage vor ihrem Inkrafttreten.
de change_notice weaker ? | Änderungen dieser Erklärung {teilen wir Ihnen per E-Mail mit→veröffentlichen wir lediglich auf dieser Seite}.
de change_notice stronger med | + Über jede Änderung dieser Nutzungsbedingungen unterrichten wir Sie mindestens einen Monat im Voraus.
de change_notice stronger med | Wir können diese Bedingungen {ohne Ankündigung→nur mit einer Frist von 60 Tagen} ändern.
de change_notice weaker ? | + Wir sind nicht verpflichtet, Änderungen dieser Hinweise anzukündigen.
de change_notice stronger med | Änderungen werden {sofort→einen Monat nach unserer Mitteilung an Sie} wirksam.
de change_notice stronger med | Eine neue Fassung stellen wir auf diese Seite{→ und senden sie Ihnen zwei Wochen vorher zu}.
de scope neutral ? | Diese Datenschutzerklärung gilt für die Website{→, die App und unsere Filialen}.
de scope neutral ? | + Diese Bedingungen gelten nicht für gewerbliche Kunden.
de scope neutral ? | Als „Dienste“ bezeichnen wir unsere Onlinekurse{ und gedruckten Zeitschriften→}.
de scope neutral ? | - Diese Erklärung erstreckt sich auch auf die Websites unserer Tochtergesellschaften.
de scope neutral ? | + Für Bestellungen aus dem Ausland gelten diese Bedingungen nicht.
de scope neutral ? | Diese Ordnung gilt für Privatkunden{→ und Vereine}.
de other weaker ? | Wir gewährleisten eine Verfügbarkeit von {99,9 %→99 %}.
de other weaker ? | Der Kundendienst ist {rund um die Uhr→werktags von 9 bis 17 Uhr} erreichbar.
de other stronger med | Wartungsarbeiten unterbrechen den Dienst höchstens {acht→zwei} Stunden im Monat.
de other stronger med | + Unsere Website ist barrierefrei gestaltet.
de other weaker ? | Störungen der Priorität 1 beheben wir innerhalb von {vier→zwölf} Stunden.
de other stronger med | Die Hotline antwortet auf Deutsch{→, auf Sorbisch und in Gebärdensprache}.
de ? ? med | - Wir dürfen Abzüge der von Ihnen eingestellten Bilder verkaufen.
de disputes weaker ? | Klage können Sie {an Ihrem Wohnsitz→ausschließlich in Hamburg} erheben.
de tracking weaker high | Werbe-Cookies werden {nur gesetzt, wenn Sie zustimmen→gesetzt, sofern Sie nicht widersprechen}.
de tracking weaker high | Statistik-Cookies speichern wir {erst, nachdem Sie eingewilligt haben→, es sei denn, Sie lehnen sie ab}.
de tracking weaker high | Analyse-Cookies setzen wir {nur mit Ihrer Einwilligung→auch ohne Ihre Einwilligung}.
de disputes ? ? | Der Vertrag richtet sich nach {deutschem→schweizerischem} Recht.
de disputes ? ? | Für diese Bedingungen gilt {österreichisches→liechtensteinisches} Recht.
de payment weaker ? | Ein zweiter Ausdruck {ist kostenlos→kostet 15 Euro}.
de payment weaker ? | Die Abschrift Ihrer Daten {kostet nichts→kostet fünfzig Euro}.
de transfer weaker high | Ihre Anfragen beantworten Mitarbeiter in Deutschland{→ und in Indien}.
de transfer weaker high | Unser Kundendienst sitzt in Österreich{→ und in Serbien}.
de sharing stronger med | + Wir geben Ihre Daten niemals ohne richterlichen Beschluss an Behörden heraus.
de retention weaker high | Nach der Kündigung {löschen→speichern} wir Ihre Nachrichten{→ unbefristet}.
de sharing weaker high | Wir übermitteln Ihre Daten {nicht →}an Orte außerhalb der Europäischen Union.
de security weaker ? | Die Sicherungen {werden→können} verschlüsselt{→ werden}.
de security weaker ? | Passwörter {sind→können} verschlüsselt{→ sein}.
de sharing weaker high | + Wir verkaufen Adressen unserer Kunden an Händler.
de sharing weaker high | Wir verlangen {einen→keinen} richterlichen Beschluss, bevor wir der Polizei Daten geben.
de ? ? high | Wir werten Ihre Klicks aus, {wenn Sie dem zustimmen→solange Sie dem nicht widersprechen}.
de disputes ? ? | Anwendbar ist ausschließlich {niederländisches→dänisches} Recht.
de disputes ? ? | Es gilt das Recht {der Bundesrepublik Deutschland→der Schweiz}.
de transfer weaker high | Unsere Entwickler arbeiten in Polen{→ und in der Ukraine}.
de retention weaker high | Ihre Fotos werden {nach dem Vertrag gelöscht→dauerhaft gespeichert}.
de legal_basis stronger med | Umfragen senden wir Ihnen {auf Grundlage unseres berechtigten Interesses→nur, wenn Sie eingewilligt haben}.
de disputes weaker ? | - Bei Streitigkeiten können Sie sich an die Schlichtungsstelle für Reisen wenden.
de purpose weaker ? | - Ihre Telefonnummer verwenden wir ausschließlich, um die Lieferung anzukündigen.
de ? weaker ? | Wir informieren Sie {vorab →}über jede Weitergabe Ihrer Briefe an Gerichte.
de ? ? ? | Wir löschen {alle→bestimmte} Daten, wenn Sie Ihr Konto schließen.
de ? ? ? | Die Sicherungen sind {stets→in der Regel} verschlüsselt.
de ? ? ? | Wir antworten innerhalb von 30 {Tagen→Werktagen}.
de scope ? ? | Diese Regeln gelten für unsere Läden{→ und Messen}.
de purpose weaker ? | + Wir werten Ihr Surfverhalten aus, um Ihnen personalisierte Angebote zu unterbreiten.
de ? ? ? | Der Verkäufer erhält Ihre {Telefonnummer→Bankverbindung}.
de ? ? ? | Wir geben Briefe heraus, wenn das Gesetz es {verlangt→erlaubt}.
"""  # noqa: E501

# Not told as they should be yet.
MISSED = """
de collection weaker ? | + Aus öffentlichen Registern erfahren wir, ob Sie ein Haus besitzen.
de ai weaker ? | Die Punktzahl berechnet {ein Sachbearbeiter→ein selbstlernendes System}.
de security weaker ? | Papierakten lagern in {verschlossenen→offenen} Schränken.
de account weaker ? | Drei Zahlungsverzüge führen zu {einer Erinnerung→zur Löschung Ihres Kontos}.
de content stronger med | Ihre Zeichnungen drucken wir {auch ohne→nur mit} Ihre Zustimmung ab.
de conduct weaker ? | + Bewertungen, die unsere Mitbewerber nennen, nehmen wir von der Seite.
de scope neutral ? | Diese Hinweise betreffen Einkäufe in unseren Filialen{→ und im Onlineshop}.
de other weaker ? | Die Beratung ist an {sieben→zwei} Tagen in der Woche geöffnet.
"""

# Edits of such sentences without effect.
QUIET = """
de sharing | {Wir geben Ihre Anschrift→Ihre Anschrift wird} an den Versanddienst {weiter→weitergegeben}.
de sharing | Wir {geben Ihre Anschrift an den Lieferdienst weiter→leiten Ihre Anschrift an den Lieferdienst weiter}.
de sharing | Wir {nennen→geben} dem Paketdienst Ihre Anschrift.
de retention | Rechnungen bewahren wir {zehn→10} Jahre lang auf.
de retention | Protokolldateien {werden nach 30 Tagen gelöscht→löschen wir nach 30 Tagen}.
de retention | {Nach dem Ende des Vertrags→Nach Vertragsende} bewahren wir Rechnungen sechs Jahre auf.
de transfer | Ihre Daten werden in {Deutschland und Frankreich→Frankreich und Deutschland} gespeichert.
de transfer | Ihre Daten können {in die USA→in die Vereinigten Staaten} übermittelt werden.
de collection | Wir erheben {Ihren Namen und Ihre Anschrift→Ihre Anschrift und Ihren Namen}.
de collection | {Bei einer Bestellung→Wenn Sie bestellen,} speichern wir Ihren Namen und Ihre Anschrift.
de purpose | Wir {nutzen→verwenden} Ihre Daten zur Abwicklung der Bestellung.
de purpose | Ihre E-Mail-Adresse benötigen wir, um Ihnen die Bestellbestätigung zu {senden→schicken}.
de ai | Ihre Inhalte werden nicht zum Training von {KI→künstlicher Intelligenz} verwendet.
de ai | Ihre Dokumente werden nicht {für das Training→zum Training} unserer Modelle verwendet.
de legal_basis | Rechtsgrundlage ist Ihre Einwilligung ({Art. 6 Abs. 1 lit. a→Artikel 6 Absatz 1 Buchstabe a} DSGVO).
de legal_basis | {Rechtsgrundlage dieser Verarbeitung ist→Diese Verarbeitung beruht auf} Art. 6 Abs. 1 lit. b DSGVO.
de rights | Sie {haben das Recht, Auskunft zu verlangen→können Auskunft verlangen}.
de rights | {Wenden Sie sich an uns→Bitte wenden Sie sich an uns}, um Ihre Daten berichtigen zu lassen.
de rights | {Schreiben Sie uns→Eine Nachricht an uns genügt}, wenn Sie widersprechen möchten.
de children | Unser Angebot {richtet sich nicht an→ist nicht bestimmt für} Kinder.
de children | Kinder {unter 16 Jahren→, die jünger als 16 Jahre sind,} dürfen sich nicht anmelden.
de security | Alle {Verbinungen→Verbindungen} zu unseren Servern sind verschlüsselt.
de security | Wir {setzen Verschlüsselung ein→verwenden Verschlüsselung}, um Ihre Daten zu schützen.
de security | {Unsere Räume sind nachts verschlossen→Nachts sind unsere Räume verschlossen}.
de tracking | Wir {verwenden→nutzen} Cookies, um Ihren Warenkorb zu speichern.
de tracking | Diese Website verwendet {Cookies→sogenannte Cookies}, kleine Textdateien auf Ihrem Gerät.
de tracking | Sie können Cookies in Ihrem Browser {ablehnen→abweisen}.
de controller | {Verantwortlicher→Verantwortliche Stelle} ist die Fliedertal GmbH.
de controller | {Verantwortlicher:→Verantwortlicher ist die} Apfelhain AG, Kanalstraße 5, Kiel.
de disputes | {Es gilt deutsches Recht→Es findet deutsches Recht Anwendung}.
de disputes | {Es gilt→Anwendbar ist} das Recht der Bundesrepublik Deutschland.
de disputes | Ist eine {Bestimmung→Klausel} unwirksam, bleiben die übrigen in Kraft.
de payment | Das Abonnement kostet {9,00 €→9 €} im Monat.
de payment | Alle Preise {enthalten→verstehen sich einschließlich} die gesetzliche Mehrwertsteuer.
de payment | Rechnungen sind innerhalb von 30 Tagen {zahlbar→zu bezahlen}.
de account | Sie {müssen→sind verpflichtet,} für Ihr Konto ein Passwort {festlegen→festzulegen}.
de account | Sie sind für die Geheimhaltung Ihres {Passworts→Kennworts} verantwortlich.
de account | Auf unserer Website können Sie ein Konto {anlegen→einrichten}.
de content | Sie {räumen uns eine Lizenz an Ihren Fotos ein→erteilen uns eine Lizenz an Ihren Fotos}.
de content | Sie {behalten→bewahren} alle Rechte an Ihren Inhalten.
de conduct | Der Versand von Spam ist {verboten→untersagt}.
de conduct | Nutzer dürfen keine {rechtswidrigen→gesetzwidrigen} Inhalte hochladen.
de change_notice | Wir {informieren→unterrichten} Sie über Änderungen per {E-Mail→Mail}.
de change_notice | Wir können diese Hinweise von Zeit zu Zeit {ändern→anpassen}.
de scope | Diese {Datenschutzerklärung→Erklärung} gilt für unsere Website und unsere App.
de scope | {Diese Erklärung beschreibt→In dieser Erklärung beschreiben wir}, wie wir mit Ihren Daten umgehen.
de other | Unser Kundendienst {hilft Ihnen gerne weiter→beantwortet gerne Ihre Fragen}.
de payment | Eine Mahnung kostet {fünf Euro→5 €}.
de disputes | Auf den Vertrag ist {deutsches Recht anwendbar→deutsches Recht anzuwenden}.
de security | {Wir verschlüsseln alle Sicherungen→Alle Sicherungen werden von uns verschlüsselt}.
de retention | {Wir speichern Rechnungen zehn Jahre→Rechnungen werden 10 Jahre gespeichert}.
de legal_basis | Wir halten uns an die Datenschutz-Grundverordnung{→ (DSGVO)}.
de retention | Protokolle werden nach 30 Tagen {gelöscht. Akten→gelöscht und Akten} werden zehn Jahre aufbewahrt.
de rights | {Wir beantworten Ihre Anfrage binnen 30 Tagen→Ihre Anfrage wird von uns binnen 30 Tagen beantwortet}.
de other | Es gilt das Bundesdatenschutzgesetz{→ (BDSG)}.
de sharing | Wir informieren Sie {vorab→im Voraus} über jede Weitergabe Ihrer Briefe an Gerichte.
de conduct | {Sie werden→Du wirst} bei einem Verstoß von unserer Plattform verbannt.
de rights | {Sie können→Du kannst} der Werbung widersprechen.
de rights | Wir beantworten {jeden Brief→alle Briefe}.
"""

# Such edits that are told all the same.
WOKEN = """
de collection | Wir erheben {folgende Daten: →}Ihren Namen, Ihre Anschrift und Ihre Telefonnummer.
de conduct | {Beleidigen Sie andere Mitglieder nicht→Sie dürfen andere Mitglieder nicht beleidigen}.
de other | Bei Fragen {wenden Sie sich→können Sie sich} an unseren Kundendienst{→ wenden}.
"""
