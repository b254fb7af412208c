"""Invented changes of policies in Italian."""

# Written as `tests.domain.planted` says.
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
