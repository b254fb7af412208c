"""Invented changes of policies in Italian, written as `tests.domain.planted` says."""

CHANGES = """
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
"""

# Every category in both directions, where it has two.
EVERY_CATEGORY = """
it sharing weaker high | I suoi recapiti {non →}sono ceduti ad altre società per finalità commerciali.
it sharing weaker ? | + Comunichiamo la cronologia degli acquisti ai nostri partner pubblicitari.
it sharing stronger med | Forniamo dati alle autorità {a semplice richiesta→esclusivamente su ordine del giudice}.
it sharing stronger med | Ai dati accede il nostro servizio clienti{ e accedono le altre società del gruppo→}.
it sharing weaker ? | + Il suo numero di telefono può essere consegnato a mediatori assicurativi.
it sharing stronger med | L'elenco dei partecipanti {è messo a disposizione degli sponsor→resta all'interno della nostra azienda}.
it sharing stronger med | Il suo soprannome {è→non è} visibile agli altri giocatori.
it retention weaker high | I curricula vengono distrutti dopo {sei mesi→due anni} dalla chiusura della selezione.
it retention weaker ? | Le registrazioni delle chiamate sono {cancellate ogni settimana→conservate a tempo indeterminato}.
it retention stronger med | I log di accesso sono conservati per {90→15} giorni.
it retention stronger med | + Alla chiusura dell'account i suoi dati vengono eliminati entro trenta giorni.
it retention weaker high | Le conversazioni con l'assistenza spariscono dai nostri sistemi dopo {sette giorni→sei mesi}.
it retention stronger med | I registri di accesso sono tenuti per {un anno→otto settimane}.
it retention weaker high | Le copie dei fax sono triturate dopo {dieci giorni→tre mesi}.
it transfer weaker high | I dati sono trattati {esclusivamente nello Spazio economico europeo→nello Spazio economico europeo, in Albania e in India}.
it transfer weaker high | - I trasferimenti verso paesi terzi si basano su clausole contrattuali tipo.
it transfer stronger med | I server su cui sono conservati i suoi dati si trovano {negli Stati Uniti e in Irlanda→in Irlanda}.
it transfer stronger med | + I dati non sono trasferiti al di fuori dell'Unione europea.
it transfer weaker high | Le copie di sicurezza si trovano su server in {Svezia→Svezia e Sudafrica}.
it transfer stronger med | + I dati personali non lasciano mai l'Unione europea.
it collection weaker ? | All'iscrizione chiediamo il suo nome{→, il suo stato civile e il suo reddito}.
it collection weaker ? | + L'applicazione legge i contatti della sua rubrica.
it collection stronger med | {Raccogliamo→Non raccogliamo più} la sua data di nascita.
it collection stronger med | - Acquisiamo una copia del suo documento d'identità.
it collection weaker ? | L'orologio ci invia il suo battito cardiaco{→, le ore di sonno e il peso}.
it collection stronger med | - Rileviamo il contenuto dei suoi scontrini.
it purpose weaker ? | Il suo numero di telefono serve per la consegna{→ e per telefonate promozionali}.
it purpose weaker ? | + Analizziamo la sua navigazione per mostrarle pubblicità personalizzata.
it purpose stronger med | Le sue risposte sono usate per finalità statistiche{ e pubblicitarie→}.
it purpose stronger med | + Non utilizzeremo i suoi dati per nessun'altra finalità.
it purpose stronger med | - Impieghiamo le foto che ci invia per promuovere i nostri negozi.
it ai weaker high | Le sue fotografie {non →}sono utilizzate per l'addestramento dei nostri algoritmi.
it ai weaker ? | Le richieste di credito sono valutate {da un impiegato→da un sistema di intelligenza artificiale}.
it ai stronger med | + Ogni decisione automatizzata è riesaminata da una persona, se lei lo chiede.
it ai weaker high | + I testi da lei inseriti possono servire come dati di addestramento dei nostri modelli.
it ai stronger med | Una domanda può essere respinta da un programma{→, ma solo dopo la verifica di un dipendente}.
it legal_basis weaker high | L'invio della newsletter si fonda {sul suo consenso→sul nostro legittimo interesse}.
it legal_basis weaker ? | Trattiamo dati sulla salute {solo con il suo consenso esplicito→quando lo riteniamo opportuno}.
it legal_basis stronger med | La base giuridica delle statistiche è {il nostro legittimo interesse→il suo consenso}.
it legal_basis stronger med | + Può revocare il consenso in qualsiasi momento.
it legal_basis weaker ? | La videosorveglianza del parcheggio poggia {sul consenso dei visitatori→sul nostro legittimo interesse}.
it legal_basis stronger med | Analizziamo l'apertura della newsletter {per nostro legittimo interesse→con il suo consenso}.
it rights weaker ? | Ha diritto di accesso, {rettifica e cancellazione→e rettifica}.
it rights weaker ? | - Può proporre reclamo al Garante per la protezione dei dati personali.
it rights stronger med | Rispondiamo alla sua richiesta entro {due mesi→dieci giorni}.
it rights stronger med | + Può opporsi all'invio di pubblicità in ogni momento.
it rights weaker ? | Le istanze di cancellazione sono accolte{→ a nostra assoluta discrezione}.
it rights stronger med | + Chiunque può far correggere gratuitamente i dati inesatti.
it children weaker ? | I minori possono iscriversi {con il→senza il} consenso dei genitori.
it children weaker ? | L'età minima per usare il servizio è di {16→12} anni.
it children stronger med | + Non raccogliamo consapevolmente dati di minori di 14 anni.
it children stronger med | Ai minori {→non }viene mostrata pubblicità personalizzata.
it children weaker ? | L'account famiglia è aperto ai bambini dai {13→9} anni.
it children stronger med | + I genitori possono chiederci in ogni momento di rimuovere i dati del figlio.
it children stronger med | Chi ha meno di {12→14} anni non può aprire un profilo.
it security weaker ? | Le password sono conservate {in forma cifrata→in chiaro}.
it security weaker ? | - L'accesso ai nostri centri dati è protetto da controlli biometrici.
it security stronger med | Il responsabile notifica le violazioni dei dati entro {72→24} ore.
it security stronger med | + Un organismo indipendente verifica ogni anno i nostri sistemi.
it security weaker ? | - Una squadra di sicurezza sorveglia i nostri server giorno e notte.
it security stronger med | Avvisiamo gli interessati di una fuga di dati {quando lo riteniamo utile→entro 48 ore}.
it tracking weaker ? | I cookie pubblicitari sono installati {dopo la sua accettazione→all'apertura della pagina}.
it tracking weaker ? | + Il sito utilizza il pixel di tracciamento di Ventoscia.
it tracking stronger med | Il cookie scade dopo {due anni→sei mesi}.
it tracking stronger med | - Cookie di terze parti misurano l'efficacia dei nostri annunci.
it tracking weaker ? | + I partner pubblicitari installano cookie propri quando guarda un video.
it tracking stronger med | Il nostro sito {utilizza→non utilizza più} web beacon.
it tracking stronger med | - Un pixel nelle nostre lettere ci dice quando le legge.
it controller neutral ? | Il titolare del trattamento è {Mandorleto S.r.l.→Mandorleto Holding S.p.A.}
it controller neutral ? | + Abbiamo nominato responsabile della protezione dei dati la dott.ssa Irene Bassi.
it controller neutral ? | Mandorleto S.r.l., con sede legale in {via degli Olmi 12, Bologna→viale del Porto 4, Genova}.
it controller neutral ? | Il contratto è concluso con {Mandorleto S.r.l.→Ventochiaro S.p.A.}
it controller neutral ? | Il nostro responsabile della protezione dei dati è {il dottor Ugo Ferri→l'avvocata Lia Conti}.
it controller neutral ? | Per ogni dubbio la nostra responsabile della protezione dei dati, {la dott.ssa Merli→la dott.ssa Corvi}, è a disposizione.
it disputes weaker ? | + Ogni controversia sarà risolta mediante arbitrato.
it disputes weaker ? | La nostra responsabilità è limitata a {10.000 €→100 €}.
it disputes stronger med | - Lei rinuncia a partecipare ad azioni collettive.
it disputes stronger med | {Non rispondiamo→Rispondiamo} dei danni causati dai nostri fornitori.
it disputes weaker ? | Lei può citarci in giudizio {nel luogo della sua residenza→esclusivamente davanti al tribunale di Torino}.
it disputes stronger med | Le azioni si prescrivono in {sei mesi→tre anni}.
it disputes weaker ? | {Rispondiamo→Non rispondiamo} degli errori dei nostri corrieri.
it payment weaker ? | Gli importi versati {→non }sono rimborsabili.
it payment weaker ? | + Per ogni sollecito è addebitata una commissione di 15 €.
it payment stronger med | Gli interessi di mora sono pari al {12 %→3 %}.
it payment stronger med | L'abbonamento {si rinnova automaticamente→termina} alla scadenza.
it payment weaker ? | Il primo mese è {gratuito→a metà prezzo}.
it payment stronger med | Il credito non utilizzato {va perso→le viene rimborsato} in caso di disdetta.
it payment stronger med | Le spese di spedizione ammontano a {6,90 €→3,90 €}.
it account weaker ? | Possiamo sospendere il suo account {in caso di frode accertata→per qualsiasi motivo}.
it account weaker ? | La chiusura di un account è comunicata con un preavviso di {30→5} giorni.
it account stronger med | + Può chiudere il suo account in qualsiasi momento e senza costi.
it account stronger med | Gli account inattivi sono eliminati {senza avviso→dopo due avvisi}.
it account weaker ? | Possiamo porre fine alla sua iscrizione {con otto settimane di preavviso→senza preavviso}.
it content weaker ? | Lei ci concede una licenza {revocabile→irrevocabile} sui suoi contenuti.
it content weaker ? | + Possiamo modificare, tradurre e concedere in sublicenza le opere che pubblica.
it content stronger med | Lei {cede→conserva} i diritti d'autore sui suoi testi.
it content stronger med | La licenza {sopravvive alla→cessa con la} rimozione del contenuto.
it content weaker ? | Lei ci concede una licenza {non esclusiva→esclusiva} sulle sue ricette.
it conduct weaker ? | Gli iscritti {→non }possono pubblicare collegamenti ai propri negozi.
it conduct neutral ? | + Rimuoviamo i messaggi che non ci piacciono.
it conduct neutral med | - È vietato criticare i nostri prodotti.
it conduct stronger med | Quando un messaggio è rimosso, il motivo {non →}è comunicato all'autore.
it conduct weaker ? | I visitatori {possono→non possono più} pubblicare commenti anonimi.
it conduct stronger med | L'autore di un commento eliminato {non può→può} presentare ricorso.
it change_notice weaker ? | La avviseremo delle modifiche {30→7} giorni prima della loro entrata in vigore.
it change_notice weaker ? | Le modifiche a questa informativa {le saranno comunicate per e-mail→saranno semplicemente pubblicate in questa pagina}.
it change_notice stronger med | + La informeremo di ogni modifica delle presenti condizioni con un mese di anticipo.
it change_notice stronger med | Possiamo modificare le presenti condizioni {senza preavviso→solo con un preavviso di 60 giorni}.
it change_notice weaker ? | + Non siamo tenuti ad annunciare le modifiche di questa informativa.
it change_notice stronger med | Le modifiche hanno effetto {immediato→un mese dopo che le sono state notificate}.
it scope neutral ? | La presente informativa si applica al sito{→, all'applicazione e ai negozi}.
it scope neutral ? | + Le presenti condizioni non si applicano ai clienti professionali.
it scope neutral ? | Per «servizi» si intendono i nostri corsi in linea{ e le nostre riviste stampate→}.
it scope neutral ? | - La presente informativa riguarda anche i siti delle nostre controllate.
it scope neutral ? | + Le presenti condizioni non valgono per gli ordini provenienti dall'estero.
it other weaker ? | Garantiamo una disponibilità del {99,9 %→99 %}.
it other weaker ? | L'assistenza risponde {24 ore su 24→dal lunedì al venerdì dalle 9 alle 17}.
it other stronger med | La manutenzione non interrompe il servizio per più di {otto→due} ore al mese.
it other stronger med | + Il nostro sito rispetta le norme sull'accessibilità.
it other weaker ? | I guasti di priorità 1 sono risolti entro {quattro→dodici} ore.
it other stronger med | Il servizio clienti risponde in italiano{→, in tedesco e nella lingua dei segni}.
it ? ? med | - Possiamo vendere stampe delle immagini che carica.
it ai stronger med | Le sue conversazioni servono ad addestrare il nostro modello {salvo opposizione→solo con il suo consenso}.
it tracking weaker high | I cookie statistici sono installati {solo se l'utente li accetta→salvo che l'utente li rifiuti}.
it tracking weaker high | I cookie pubblicitari sono salvati se l'utente {li accetta→non li rifiuta}.
it tracking weaker high | I cookie di profilazione sono installati {previo consenso→senza il consenso} dell'utente.
it disputes ? ? | Il contratto è soggetto alla legge {italiana→svizzera}.
it disputes ? ? | Si applica il diritto {tedesco→austriaco}.
it payment weaker ? | La copia cartacea {è gratuita→costa 18 euro}.
it payment weaker ? | Il duplicato {non costa nulla→costa venti euro}.
it transfer weaker high | Il nostro servizio clienti si trova in Italia{→ e in Albania}.
it transfer weaker high | Le richieste sono gestite da personale in Francia{→ e in Tunisia}.
it sharing stronger med | + Non consegniamo mai i suoi messaggi alle autorità senza un ordine del giudice.
it retention weaker high | Dopo la chiusura {cancelliamo→conserviamo} i suoi messaggi{→ a tempo indeterminato}.
it transfer weaker high | {Non trasferiamo→Trasferiamo} i suoi dati al di fuori dell'Unione Europea.
it transfer weaker high | Il nostro call center, che tratta i suoi ordini, si trova in {Italia→Italia ed Egitto}.
it security weaker ? | Le password {sono→possono essere} cifrate.
it security weaker ? | I backup {sono→possono essere} cifrati.
it sharing weaker high | + Vendiamo elenchi di clienti a intermediari.
it sharing weaker high | {Esigiamo→Non esigiamo} un ordine del giudice prima di consegnare dati alla polizia.
it ? ? high | Le sue foto sono mostrate {solo con il suo consenso→salvo sua opposizione}.
it disputes ? ? | È competente il foro di {Milano→Londra}.
it payment weaker ? | Il cambio di indirizzo è {senza spese→soggetto a una spesa di 8 euro}.
it transfer weaker high | I nostri operatori lavorano in Italia{→ e in Romania}.
it legal_basis stronger med | Le inviamo sondaggi {in virtù del nostro legittimo interesse→se ci ha dato il suo consenso}.
it disputes weaker ? | - In caso di controversia può ricorrere alla mediazione della camera di commercio.
it collection weaker ? | - Il Suo numero di telefono è utilizzato esclusivamente per annunciare la consegna.
it ? weaker ? | La informiamo {prima→dopo} di consegnare le Sue lettere a un tribunale.
it ? ? ? | Cancelliamo {tutti i→alcuni} dati quando Lei chiude il Suo account.
it ? ? ? | Rispondiamo entro 30 giorni{→ lavorativi}.
it scope ? ? | Queste regole si applicano ai nostri negozi{→ e alle fiere}.
it scope neutral ? | Il presente regolamento vale per i privati{→ e le associazioni}.
it scope neutral ? | La presente informativa riguarda gli acquisti in negozio{→ e sul nostro sito}.
it ? ? ? | Il venditore riceve il Suo {numero di telefono→indirizzo e-mail}.
"""  # noqa: E501

# Not told as they should be yet.
MISSED = """
it collection weaker ? | + Controlliamo nei registri pubblici se possiede una casa.
it purpose weaker ? | Il suo indirizzo e-mail serve {solo a confermare l'ordine→a confermare l'ordine e a inviarle offerte dei nostri marchi}.
it purpose stronger med | La data del compleanno è usata per farle gli auguri{ e per valutare la sua solvibilità→}.
it ai weaker ? | Il punteggio è calcolato da {un impiegato→un sistema di autoapprendimento}.
it rights weaker ? | + Ogni richiesta di accesso comporta il pagamento di spese amministrative.
it security weaker ? | I fascicoli cartacei sono custoditi in armadi {chiusi a chiave→aperti}.
it controller neutral ? | Dei suoi dati risponde {Meleto S.p.A.→Meleto Servizi S.r.l.}
it account stronger med | + Prima della chiusura dell'account può esportare tutti i suoi file.
it account weaker ? | Tre ritardi nei pagamenti comportano {un sollecito→la cancellazione del suo account}.
it content stronger med | I suoi disegni sono stampati {anche senza→solo con} la sua autorizzazione.
it conduct weaker ? | + Le recensioni che citano i nostri concorrenti vengono tolte dal sito.
it change_notice weaker ? | La nuova versione è {inviata ai clienti due settimane prima→pubblicata in questa pagina senza altro avviso}.
it other stronger med | La linea di aiuto è aperta {due→sette} giorni alla settimana.
"""  # noqa: E501

# Edits of such sentences without effect.
QUIET = """
it sharing | {Condividiamo il suo indirizzo→Il suo indirizzo è condiviso} con il corriere.
it sharing | {Comunichiamo→Forniamo} il suo indirizzo all'impresa che consegna l'ordine.
it sharing | {Diamo→Forniamo} il suo indirizzo al servizio pacchi.
it retention | Conserviamo le fatture per {dieci→10} anni.
it retention | I log sono {cancellati→eliminati} dopo 30 giorni.
it retention | {Dopo la fine del contratto→Una volta terminato il contratto} teniamo le fatture per sei anni.
it transfer | I suoi dati sono conservati in {Italia e Francia→Francia e Italia}.
it transfer | I suoi dati possono essere trasferiti {negli Stati Uniti→negli USA}.
it collection | Raccogliamo il suo {nome e il suo indirizzo→indirizzo e il suo nome}.
it collection | Raccogliamo {i seguenti dati: →}nome, indirizzo e numero di telefono.
it collection | {Quando ordina→Al momento dell'ordine} salviamo il suo nome e il suo indirizzo.
it purpose | {Utilizziamo→Usiamo} i suoi dati per evadere l'ordine.
it purpose | Il suo indirizzo ci serve per {inviarle→mandarle} la conferma dell'ordine.
it ai | Non utilizziamo i suoi contenuti per addestrare modelli di {IA→intelligenza artificiale}.
it ai | I suoi documenti non sono utilizzati per {addestrare i→l'addestramento dei} nostri modelli.
it legal_basis | La base giuridica è il suo consenso ({art. 6→articolo 6}, par. 1, lett. a del GDPR).
it legal_basis | {La base giuridica di questo trattamento è→Questo trattamento si fonda su} l'articolo 6, paragrafo 1, lettera b, del GDPR.
it rights | Lei {ha diritto di→ha il diritto di} chiedere una copia dei suoi dati.
it rights | Può {contattarci→mettersi in contatto con noi} per far correggere i suoi dati.
it rights | {Ci scriva→Basta scriverci} se desidera opporsi.
it children | Il nostro servizio non è {rivolto→destinato} ai bambini.
it security | Tutte le {conessioni→connessioni} ai nostri server sono cifrate.
it security | {Utilizziamo→Impieghiamo} la crittografia per proteggere i suoi dati.
it security | {I nostri locali sono chiusi di notte→Di notte i nostri locali sono chiusi}.
it tracking | {Utilizziamo→Usiamo} cookie per ricordare il suo carrello.
it tracking | Questo sito utilizza {cookie→i cookie}, piccoli file salvati sul suo dispositivo.
it tracking | Può {rifiutare→bloccare} i cookie nel suo browser.
it controller | {Titolare→Il titolare} del trattamento è Mandorleto S.r.l.
it controller | {Titolare del trattamento:→Il titolare del trattamento è} Meleto S.p.A., via del Canale 5, Parma.
it disputes | Il contratto è {regolato dalla→soggetto alla} legge italiana.
it disputes | Il contratto è regolato {dalla legge italiana→dal diritto italiano}.
it disputes | Se una {disposizione→clausola} è nulla, le altre restano valide.
it payment | L'abbonamento costa {9,00 €→9 €} al mese.
it payment | Tutti i prezzi {comprendono→includono} l'IVA.
it payment | Le fatture {sono pagabili→vanno pagate} entro 30 giorni.
it account | {Deve→È tenuto a} scegliere una password per il suo account.
it account | Lei è responsabile della {segretezza→riservatezza} della sua password.
it account | Può {creare→aprire} un account sul nostro sito.
it content | Lei ci {concede→accorda} una licenza sulle sue foto.
it content | Lei {conserva→mantiene} tutti i diritti sui suoi contenuti.
it conduct | È {vietato→proibito} inviare spam.
it conduct | Gli utenti non {devono→dovranno} pubblicare contenuti illeciti.
it change_notice | La {informeremo→avviseremo} delle modifiche per {e-mail→posta elettronica}.
it change_notice | Possiamo {modificare→cambiare} questa informativa di tanto in tanto.
it scope | La presente informativa {si applica→è applicabile} al nostro sito e alla nostra applicazione.
it scope | {Questa informativa descrive→In questa informativa descriviamo} come trattiamo i suoi dati.
it other | Il nostro personale {è lieto di rispondere→risponde volentieri} alle sue domande.
it other | Per {qualsiasi domanda→domande}, scriva al nostro servizio clienti.
it children | I minori {di 14 anni→di anni 14} non possono iscriversi.
it payment | Il duplicato costa {venti euro→20 euro}.
it security | {Noi cifriamo tutte le copie→Tutte le copie sono cifrate da noi}.
it retention | {Conserviamo le fatture per dieci anni→Le fatture sono conservate per 10 anni}.
it legal_basis | Rispettiamo il Regolamento generale sulla protezione dei dati{→ (RGPD)}.
it retention | I registri sono cancellati dopo 30 {giorni. Le→giorni e le} fatture sono conservate dieci anni.
"""  # noqa: E501

# Such edits that are told all the same.
WOKEN = """
it conduct | Non {insulti→deve insultare} gli altri iscritti.
"""
