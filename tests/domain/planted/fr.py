"""Invented changes of policies in French."""

# Written as `tests.domain.planted` says.
CHANGES = """
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
"""  # noqa: E501
