"""Invented changes of policies in French, written as `tests.domain.planted` says."""

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

# Every category in both directions, where it has two.
EVERY_CATEGORY = """
fr sharing weaker high | Vos coordonnées {ne sont pas cédées→sont cédées} à des fins commerciales à d'autres sociétés.
fr sharing weaker ? | + Nous communiquons la liste de vos achats à nos partenaires commerciaux.
fr sharing stronger med | Nous transmettons vos données aux autorités {sur simple demande→uniquement sur réquisition judiciaire}.
fr sharing stronger med | Les données sont accessibles à notre service client{ et aux autres sociétés du groupe→}.
fr sharing weaker ? | + Votre numéro de téléphone peut être remis à des courtiers en assurance.
fr sharing stronger med | La liste des participants est {mise à la disposition des sponsors→réservée à nos équipes}.
fr retention weaker high | Les candidatures non retenues sont détruites au bout de {trois mois→deux ans}.
fr retention weaker ? | Les enregistrements d'appels sont {effacés chaque semaine→conservés sans limitation de durée}.
fr retention stronger med | Les données de facturation sont archivées pendant {dix→six} ans.
fr retention stronger med | + À la clôture du compte, vos données sont supprimées dans un délai de quinze jours.
fr retention weaker high | Les échanges avec le service client disparaissent de nos systèmes au bout de {sept jours→six mois}.
fr retention stronger med | Les journaux de connexion sont conservés {un an→huit semaines}.
fr retention weaker high | Les télécopies sont broyées après {dix jours→trois mois}.
fr transfer weaker high | Les données sont traitées {exclusivement au sein de l'Espace économique européen→au sein de l'Espace économique européen, au Maroc et en Inde}.
fr transfer weaker high | - Les transferts hors de l'Union européenne sont encadrés par des clauses contractuelles types.
fr transfer stronger med | Nos serveurs, sur lesquels vos données sont stockées, se trouvent {au Canada et en Belgique→en Belgique}.
fr transfer stronger med | + Aucune donnée n'est transférée vers un pays tiers.
fr transfer weaker high | Les sauvegardes sont stockées {en Suède→en Suède et en Afrique du Sud}.
fr transfer stronger med | + Vos données ne quittent jamais l'Union européenne.
fr transfer stronger med | Notre centre d'appels, qui traite vos commandes, se situe {en Égypte et en France→en France}.
fr collection weaker ? | Lors de l'inscription, nous demandons votre nom{→, votre situation familiale et vos revenus}.
fr collection weaker ? | + L'application enregistre les numéros de votre carnet d'adresses.
fr collection stronger med | Nous {recueillons→ne recueillons plus} votre date de naissance.
fr collection stronger med | - Nous collectons une copie de votre pièce d'identité.
fr collection weaker ? | La montre nous transmet votre rythme cardiaque{→, vos heures de sommeil et votre poids}.
fr collection stronger med | - Nous relevons le contenu de vos tickets de caisse.
fr purpose weaker ? | Votre numéro de téléphone sert à la livraison{→ ainsi qu'au démarchage téléphonique}.
fr purpose weaker ? | + Nous utilisons votre historique de navigation pour vous proposer des offres personnalisées.
fr purpose stronger med | Vos réponses sont exploitées à des fins statistiques{ et publicitaires→}.
fr purpose stronger med | + Vos données ne sont utilisées pour aucune autre finalité.
fr purpose weaker ? | Votre adresse électronique sert {uniquement à confirmer la commande→à confirmer la commande et à vous envoyer de la publicité}.
fr purpose weaker ? | Votre date d'anniversaire sert à vous féliciter{→ et à évaluer votre solvabilité}.
fr ai weaker high | Vos photos {ne servent pas→servent} à l'entraînement de nos algorithmes de reconnaissance d'images.
fr ai weaker ? | Les demandes de crédit sont examinées {par un conseiller→par un système d'intelligence artificielle}.
fr ai stronger med | + Toute décision automatisée est revue par une personne si vous le demandez.
fr ai stronger med | Vos conversations servent à entraîner notre modèle {sauf opposition de votre part→uniquement avec votre accord}.
fr ai weaker high | + Les fichiers que vous soumettez peuvent servir de données d'apprentissage pour nos modèles.
fr ai stronger med | Un dossier peut être rejeté {par un programme→par un programme, mais seulement après vérification par un salarié}.
fr legal_basis weaker high | La prospection par courriel repose sur {votre consentement préalable→notre intérêt légitime}.
fr legal_basis weaker ? | Les données de santé sont traitées {avec votre consentement exprès→dès lors que nous l'estimons utile}.
fr legal_basis stronger med | La mesure d'audience est fondée sur {notre intérêt légitime→votre consentement}.
fr legal_basis stronger med | + Vous pouvez retirer votre consentement à tout moment.
fr legal_basis weaker ? | La vidéosurveillance du parking repose sur {le consentement des visiteurs→notre intérêt légitime}.
fr legal_basis stronger med | Nous analysons l'ouverture de la lettre d'information {au titre de notre intérêt légitime→avec votre consentement}.
fr legal_basis weaker ? | Les enquêtes vous sont envoyées {si vous y avez consenti→en vertu de notre intérêt légitime}.
fr rights weaker ? | Vous disposez d'un droit d'accès, {de rectification et d'effacement→et de rectification}.
fr rights weaker ? | - Vous pouvez introduire une réclamation auprès de la CNIL.
fr rights stronger med | Nous donnons suite à votre demande dans un délai de {deux mois→dix jours}.
fr rights stronger med | + Vous pouvez vous opposer à la prospection en cliquant sur le lien de désinscription.
fr rights weaker ? | Les demandes d'effacement sont acceptées{→ à notre entière discrétion}.
fr rights stronger med | + Toute personne peut faire rectifier gratuitement des données inexactes.
fr children weaker ? | L'inscription est ouverte aux mineurs {avec l'autorisation→sans l'autorisation} de leurs parents.
fr children weaker ? | L'inscription est ouverte dès l'âge de {15→12} ans.
fr children stronger med | + Nous ne recueillons pas sciemment de données concernant des enfants de moins de 15 ans.
fr children stronger med | Les mineurs {reçoivent→ne reçoivent jamais} de publicité personnalisée.
fr children weaker ? | Le compte familial accueille des enfants à partir de {13→9} ans.
fr children stronger med | + Un parent peut à tout moment nous demander de supprimer les données de son enfant.
fr children weaker ? | Nul ne peut ouvrir de profil avant {14→12} ans.
fr security weaker ? | Les mots de passe sont {hachés→enregistrés en clair}.
fr security weaker ? | - L'accès à nos locaux est protégé par badge et vidéosurveillance.
fr security stronger med | Le sous-traitant notifie toute violation de données dans un délai de {72→24} heures.
fr security stronger med | + Nos systèmes font l'objet d'un audit annuel par un organisme indépendant.
fr security weaker ? | - Nos serveurs sont surveillés jour et nuit par une équipe de sécurité.
fr security stronger med | Nous avertissons les personnes concernées d'une fuite de données {lorsque nous le jugeons utile→dans les 48 heures}.
fr tracking weaker ? | Les traceurs publicitaires sont déposés {après avoir recueilli votre accord→dès votre arrivée sur le site}.
fr tracking weaker ? | + Le site utilise le pixel de suivi de la société Pistemine.
fr tracking stronger med | La durée de vie du cookie est de {25 mois→6 mois}.
fr tracking stronger med | - Des cookies tiers sont utilisés pour mesurer l'efficacité de la publicité.
fr tracking weaker ? | + Nos partenaires publicitaires déposent leurs propres cookies lorsque vous regardez une vidéo.
fr tracking stronger med | Notre site {utilise→n'utilise plus} de balises web.
fr tracking weaker ? | + Un pixel placé dans nos courriers nous indique quand vous les lisez.
fr controller neutral ? | Le responsable du traitement est la société {Ondelune SARL→Ondelune Europe SAS}.
fr controller neutral ? | + Nous avons désigné Mme Claire Aubrac comme déléguée à la protection des données.
fr controller neutral ? | Ondelune SAS, dont le siège social est situé {12 rue des Tilleuls, Nantes→4 quai Perrache, Lyon}.
fr controller neutral ? | Vous contractez avec {Ondelune SARL→Grandvent SA}.
fr controller neutral ? | Vos données sont traitées sous la responsabilité de {Pomméclat SA→Pomméclat Services SARL}.
fr controller neutral ? | Notre délégué à la protection des données est {M. Yvon Kermeur→Mme Odile Franchet}.
fr controller neutral ? | Pour toute question, notre déléguée à la protection des données, {Mme Pinson→Mme Vallon}, se tient à votre disposition.
fr disputes weaker ? | + Tout litige sera tranché par voie d'arbitrage.
fr disputes weaker ? | Notre responsabilité est plafonnée à {10 000 €→100 €}.
fr disputes stronger med | - Vous renoncez à toute action de groupe.
fr disputes stronger med | Nous {ne sommes pas→sommes} responsables des dommages causés par nos sous-traitants.
fr disputes weaker ? | Vous pouvez saisir {le tribunal de votre domicile→exclusivement le tribunal de commerce de Nanterre}.
fr disputes stronger med | Toute action doit être engagée dans un délai de {six mois→trois ans}.
fr disputes stronger med | Nous {ne répondons pas→répondons} des fautes de nos transporteurs.
fr payment weaker ? | Toute somme versée est {remboursable→non remboursable}.
fr payment weaker ? | + Des frais de dossier de 35 € sont facturés à la souscription.
fr payment stronger med | Les pénalités de retard sont de {12 %→3 %}.
fr payment stronger med | L'abonnement {est reconduit tacitement→prend fin de plein droit} à l'échéance.
fr payment weaker ? | Le premier mois est {offert→facturé à moitié prix}.
fr payment stronger med | Le crédit non utilisé {est perdu→vous est reversé} en cas de départ.
fr payment weaker ? | Les frais de port s'élèvent à {3,90 €→6,90 €}.
fr account weaker ? | Nous pouvons suspendre votre compte {en cas de fraude avérée→pour quelque motif que ce soit}.
fr account weaker ? | Toute fermeture de compte est précédée d'un préavis de {30→5} jours.
fr account stronger med | + Vous pouvez résilier votre compte à tout moment et sans frais.
fr account stronger med | Un compte peut être suspendu {sans avertissement→après deux avertissements}.
fr account weaker ? | Nous pouvons mettre fin à votre adhésion {avec un préavis de huit semaines→sans préavis}.
fr account stronger med | + Vous pouvez exporter l'ensemble de vos fichiers avant la fermeture de votre compte.
fr content weaker ? | Vous nous concédez une licence {révocable à tout moment→irrévocable} sur vos contenus.
fr content weaker ? | + Nous pouvons modifier, traduire et céder les œuvres que vous publiez.
fr content stronger med | Vous {cédez→conservez} les droits d'auteur sur vos textes.
fr content stronger med | La licence {survit à→prend fin avec} la suppression du contenu.
fr content weaker ? | Vous nous accordez une licence {non exclusive→exclusive} sur vos recettes.
fr conduct weaker ? | Les membres {peuvent→ne peuvent pas} publier des liens vers leur boutique.
fr conduct neutral ? | + Nous retirons les messages qui nous déplaisent.
fr conduct neutral med | - Il est interdit de critiquer nos produits.
fr conduct stronger med | Lorsqu'une publication est retirée, son auteur {n'est pas→est} informé du motif.
fr conduct weaker ? | Les visiteurs {peuvent→ne peuvent plus} publier de messages anonymes.
fr conduct stronger med | L'auteur d'un commentaire supprimé {ne peut pas→peut} faire appel.
fr change_notice weaker ? | Nous vous informons des modifications {30→7} jours avant leur entrée en vigueur.
fr change_notice weaker ? | Toute modification de la politique {vous est notifiée par courriel→est simplement mise en ligne}.
fr change_notice stronger med | + Vous serez averti de toute modification des présentes conditions au moins un mois à l'avance.
fr change_notice stronger med | Nous {pouvons modifier→ne pouvons modifier} les présentes conditions {sans préavis→qu'avec un préavis de 60 jours}.
fr change_notice weaker ? | + Nous ne sommes pas tenus d'annoncer les modifications de la présente politique.
fr change_notice stronger med | Les modifications prennent effet {immédiatement→un mois après que vous en avez été informé}.
fr scope neutral ? | La présente politique s'applique au site{→, à l'application mobile et aux magasins}.
fr scope neutral ? | + Les présentes conditions ne s'appliquent pas aux clients professionnels.
fr scope neutral ? | Le terme « services » désigne nos cours en ligne{ et nos revues imprimées→}.
fr scope neutral ? | - La présente politique couvre également les sites de nos filiales.
fr scope neutral ? | + Les présentes conditions ne s'appliquent pas aux commandes passées hors de France.
fr other weaker ? | Le taux de disponibilité garanti est de {99,9 %→99 %}.
fr other weaker ? | Notre service d'assistance est joignable par téléphone {jour et nuit→du lundi au vendredi de 9 h à 17 h}.
fr other stronger med | La maintenance n'interrompt pas le service plus de {huit→deux} heures par mois.
fr other stronger med | + Notre site est conforme au référentiel d'accessibilité.
fr other stronger med | Le service d'assistance répond en français{→, en breton et en langue des signes}.
fr ? ? med | - Nous pouvons vendre des tirages des photos que vous mettez en ligne.
fr tracking weaker high | Les cookies de mesure ne sont déposés que {si vous les acceptez→si vous ne les refusez pas}.
fr tracking weaker high | Les cookies publicitaires sont déposés {après votre accord→sauf si vous les refusez}.
fr tracking weaker high | Les cookies publicitaires ne sont déposés {qu'après votre accord→que si vous ne vous y opposez pas}.
fr disputes ? ? | Les présentes conditions relèvent de la loi {française→belge}.
fr disputes ? ? | La loi {luxembourgeoise→suisse} s'applique au contrat.
fr payment weaker ? | L'envoi d'une copie sur papier {ne coûte rien→coûte 20 euros}.
fr payment weaker ? | Un second exemplaire est {gratuit→facturé vingt-cinq euros}.
fr transfer weaker high | Notre service client est situé en France{→ et au Maroc}.
fr transfer weaker high | Vos demandes sont traitées par nos équipes en Belgique{→ et en Tunisie}.
fr sharing stronger med | + Nous ne transmettons jamais vos messages à la police sans mandat.
fr retention weaker high | Après votre départ nous {supprimons→conservons} vos messages{→ indéfiniment}.
fr transfer weaker high | Nous {ne transférons pas→transférons} vos données hors de l'Union européenne.
fr transfer weaker high | Vos données {ne quittent pas→peuvent quitter} l'Union européenne.
fr security weaker ? | Les mots de passe {sont→peuvent être} chiffrés.
fr ? ? ? | Les sauvegardes {sont→peuvent être} chiffrées.
fr retention weaker ? | Vos messages {sont→peuvent être} supprimés après votre départ.
fr sharing weaker high | + Nous vendons notre fichier clients à des courtiers.
fr sharing weaker high | Nous {exigeons→n'exigeons pas} une décision de justice avant de transmettre vos données à la police.
fr ? ? high | Vos photos sont publiées {si vous donnez votre accord→sauf si vous vous y opposez}.
fr disputes ? ? | Seul le droit {suisse→français} s'applique.
fr payment weaker ? | Le changement d'adresse est {sans frais→facturé 9 euros}.
fr transfer weaker high | Nos téléconseillers travaillent en France{→ et à Madagascar}.
fr disputes weaker ? | - En cas de litige, vous pouvez saisir le médiateur de la consommation.
fr collection weaker ? | - Votre numéro de téléphone est utilisé uniquement pour annoncer la livraison.
fr legal_basis weaker ? | + Nous envoyons notre lettre sur la base de notre intérêt légitime.
fr purpose stronger med | - Nous utilisons les photos que vous nous envoyez pour promouvoir nos magasins.
fr ? weaker ? | Nous vous informons {avant→lors de} toute remise de vos lettres à un tribunal.
fr ? ? ? | Nous effaçons {toutes les→certaines} données quand vous fermez votre compte.
fr ? ? ? | Nous répondons dans un délai de 30 jours{→ ouvrables}.
fr ? ? ? | Les sauvegardes sont {toujours→généralement} chiffrées.
fr scope ? ? | Ces règles s'appliquent à nos magasins{→ et à nos salons}.
fr scope neutral ? | Le présent règlement vaut pour les particuliers{→ et les associations}.
fr scope neutral ? | La présente charte concerne les achats {en magasin→en magasin et sur notre site}.
fr ? ? ? | Le vendeur reçoit votre {numéro de téléphone→date de naissance}.
fr ? ? ? | Nous transmettons vos lettres lorsque la loi {l'exige→le permet}.
"""  # noqa: E501

# Not told as they should be yet.
MISSED = """
fr sharing stronger med | Votre pseudonyme est {visible par→masqué aux} autres joueurs.
fr collection weaker ? | + Nous vérifions dans les registres publics si vous possédez une maison.
fr ai stronger med | Le score est calculé par {un système auto-apprenant→un agent}.
fr rights weaker ? | + Toute demande d'accès donne lieu au paiement de frais administratifs.
fr security stronger med | Les dossiers papier sont rangés dans des armoires {ouvertes→fermées à clé}.
fr account weaker ? | Trois retards de paiement entraînent {un rappel→la suppression de votre compte}.
fr content weaker ? | + Vos dessins peuvent être imprimés sans votre accord.
fr conduct weaker ? | + Les avis qui citent nos concurrents sont retirés du site.
fr change_notice weaker ? | La nouvelle version est {envoyée aux clients→publiée sur cette page sans autre avis}.
fr other weaker ? | Les incidents de priorité 1 sont résolus en {quatre→douze} heures.
fr other stronger med | La permanence téléphonique est ouverte {deux→sept} jours par semaine.
"""

# Edits of such sentences without effect.
QUIET = """
fr sharing | {Nous partageons votre adresse→Votre adresse est partagée} avec le transporteur chargé de la livraison.
fr sharing | Nous {transmettons→communiquons} votre adresse à la société chargée de la livraison.
fr sharing | Nous {donnons→remettons} votre adresse au service de colis.
fr retention | Vos factures sont conservées {pendant→durant} dix ans.
fr retention | Les journaux sont {supprimés→effacés} au bout de 30 jours.
fr retention | {Après la fin du contrat→Une fois le contrat terminé}, nous gardons les factures six ans.
fr transfer | Vos données sont hébergées {en Allemagne et en France→en France et en Allemagne}.
fr transfer | Vos données peuvent être transférées {aux États-Unis→aux Etats-Unis}.
fr collection | Nous collectons votre nom{, votre prénom et→ et prénom ainsi que} votre adresse.
fr collection | Nous recueillons {les données suivantes : →}votre nom, votre adresse et votre numéro de téléphone.
fr collection | {Lors d'une commande→Quand vous commandez}, nous enregistrons votre nom et votre adresse.
fr purpose | Nous utilisons vos données {afin de→pour} traiter votre commande.
fr purpose | Votre adresse électronique nous sert à {vous envoyer→vous adresser} la confirmation de commande.
fr ai | Nous n'utilisons pas vos contenus pour entraîner nos modèles d'{IA→intelligence artificielle}.
fr ai | Vos documents ne sont pas utilisés {pour entraîner→pour l'entraînement de} nos modèles.
fr legal_basis | Le traitement est fondé sur votre consentement ({art. 6→article 6}, paragraphe 1, point a, du RGPD).
fr legal_basis | {La base légale de ce traitement est→Ce traitement a pour base légale} l'article 6, paragraphe 1, point b, du RGPD.
fr rights | Vous {disposez d'un→avez un} droit d'accès à vos données.
fr rights | Vous pouvez {nous contacter→prendre contact avec nous} pour faire rectifier vos données.
fr rights | {Écrivez-nous→Il suffit de nous écrire} si vous souhaitez vous opposer.
fr children | Notre service n'est pas {destiné→adressé} aux enfants.
fr children | Les enfants {de moins de→âgés de moins de} 15 ans ne peuvent pas s'inscrire.
fr security | Toutes les {conexions→connexions} à nos serveurs sont chiffrées.
fr security | Nous {utilisons→employons} le chiffrement pour protéger vos données.
fr security | {Nos locaux sont fermés la nuit→La nuit, nos locaux sont fermés}.
fr tracking | Nous utilisons des cookies {afin de→pour} mémoriser votre panier.
fr tracking | Ce site utilise des {cookies→Cookies}, petits fichiers enregistrés sur votre appareil.
fr tracking | Vous pouvez {refuser→bloquer} les cookies dans votre navigateur.
fr controller | Le {responsable de traitement→responsable du traitement} est la société Ondelune SAS.
fr controller | {Responsable du traitement :→Le responsable du traitement est} Pomméclat SA, 5 rue du Canal, Lille.
fr disputes | Le présent contrat est {régi par le→soumis au} droit français.
fr disputes | Le contrat est soumis {au droit français→à la loi française}.
fr disputes | Si une {disposition→clause} est nulle, les autres restent en vigueur.
fr payment | L'abonnement coûte {9,00 €→9 €} par mois.
fr payment | Tous les prix {s'entendent→sont indiqués} toutes taxes comprises.
fr account | Vous {devez→êtes tenu de} choisir un mot de passe pour votre compte.
fr account | Vous êtes responsable de la confidentialité de votre {mot de passe→mot de passe personnel}.
fr account | Vous pouvez {créer→ouvrir} un compte sur notre site.
fr content | Vous nous {concédez→accordez} une licence sur vos photos.
fr content | Vous {conservez→gardez} tous les droits sur vos contenus.
fr conduct | Il est {interdit d'→défendu d'}envoyer du spam.
fr conduct | {N'insultez pas→Vous ne devez pas insulter} les autres membres.
fr change_notice | Nous vous {informerons→préviendrons} de toute modification par {e-mail→courriel}.
fr change_notice | Nous pouvons {modifier→faire évoluer} la présente politique.
fr scope | La présente politique {s'applique à→est applicable à} notre site et à notre application.
fr scope | {La présente politique décrit→Dans la présente politique, nous décrivons} la manière dont nous traitons vos données.
fr other | Notre équipe {se tient à votre disposition→est à votre disposition} pour toute question.
fr other | Pour toute question, {contactez→veuillez contacter} notre service client.
fr payment | Le duplicata coûte {vingt euros→20 €}.
fr disputes | Le contrat est régi par {la loi belge→la loi de Belgique}.
fr security | {Nous chiffrons toutes les sauvegardes→Toutes les sauvegardes sont chiffrées par nous}.
fr retention | {Nous conservons les factures pendant dix ans→Les factures sont conservées pendant 10 ans}.
fr legal_basis | Le {RGPD→Règlement général sur la protection des données (RGPD)} nous y oblige.
fr other | La Commission nationale de l'informatique et des libertés{→ (CNIL)} répond aux questions.
fr retention | Les journaux sont effacés après 30 {jours. Les→jours et les} factures sont gardées dix ans.
fr rights | {Nous traitons votre demande sous 30 jours→Votre demande est traitée par nos soins sous 30 jours}.
fr sharing | Nous vous informons {avant→préalablement à} toute remise de vos lettres à un tribunal.
fr rights | Nous répondons à {chaque→toute} lettre.
"""  # noqa: E501

# Such edits that are told all the same.
WOKEN = """
fr payment | Les factures {sont payables→doivent être réglées} dans les 30 jours.
fr conduct | Les utilisateurs {ne doivent pas→ne sont pas autorisés à} publier de contenus illicites.
"""
