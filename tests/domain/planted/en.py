"""Invented changes of policies in English, written as `tests.domain.planted` says."""

CHANGES = """
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
"""  # noqa: E501

# Every category in both directions, where it has two.
EVERY_CATEGORY = """
en sharing weaker high | We may {not →}disclose your account details to marketing companies.
en sharing weaker ? | Payment data go to our bank{→, to credit reference agencies and to debt collectors}.
en sharing stronger med | We hand customer records to authorities {whenever they ask→only where a court orders it}.
en sharing stronger med | - We exchange customer lists with companies of the same group.
en sharing weaker ? | + Your telephone number is passed to insurance brokers who may ring you.
en sharing stronger med | Lists of attendees are {made available to the sponsors of the event→kept within our company}.
en retention weaker high | Applications are destroyed {six months→24 months} after the position is filled.
en retention weaker ? | Voicemails are {wiped at the end of each day→kept until further notice}.
en retention stronger med | Security footage is overwritten after {four weeks→72 hours}.
en retention stronger med | + We erase the data of anybody who has not signed in for a year.
en retention weaker high | Chat logs disappear from our systems {within 7 days→within half a year}.
en retention stronger med | Access logs are held for {one year→eight weeks}.
en retention stronger med | Fax copies are shredded after {three months→ten days}.
en transfer weaker high | The provider processes customer data {exclusively in the European Economic Area→in the European Economic Area, in Brazil and in the Philippines}.
en transfer weaker ? | Data may be moved to a country outside Europe {only after the customer has agreed in writing→where the provider thinks fit}.
en transfer stronger med | Support tickets are stored by our teams in {Canada, Mexico and Poland→Poland}.
en transfer stronger med | + For every transfer to a third country we sign standard contractual clauses with the recipient.
en transfer weaker high | Backups of the customer's data reside in {Sweden→Sweden and South Africa}.
en transfer stronger med | + Personal data never leave the European Union.
en transfer weaker high | Our call centre, which processes your orders, is located in {Scotland→Scotland and Egypt}.
en collection weaker ? | When you call us we note your number{→, the content of the call and the tone of your voice}.
en collection weaker ? | + Our app registers which other apps are installed on your phone.
en collection stronger med | - We take a photograph of your identity card.
en collection stronger med | At registration we ask for your name{, your marital status and your income→}.
en collection weaker ? | The watch sends us your heart rate{→, your sleeping hours and your weight}.
en collection stronger med | We {scan→no longer scan} the barcodes of your receipts to learn what you bought.
en purpose weaker ? | Your order history serves {accounting only→accounting and the prediction of what you will buy next}.
en purpose weaker ? | + We analyse your support messages in order to develop new products.
en purpose stronger med | Survey answers are used for statistics{ and for direct marketing→}.
en purpose stronger med | + We will not use your delivery address for any other purpose.
en purpose weaker ? | E-mail addresses from orders are used {for order confirmations only→for order confirmations and advertising by our brands}.
en purpose stronger med | Your birthday {is used to congratulate you and to rate your credit→is used only to congratulate you}.
en ai weaker high | Uploaded documents are {not used→used} to train our language models.
en ai weaker ? | Job applications are ranked {by our recruiters→by an artificial intelligence system}.
en ai stronger med | + A human being reviews every automated decision that concerns you.
en ai stronger med | Voice recordings are used to train speech recognition {by default→only if you have switched this on}.
en ai weaker high | + Prompts and files that you submit may serve as training data for our models.
en ai stronger med | An application is never declined {by→solely by} a computer program without review by our staff.
en legal_basis weaker high | For product recommendations we rely on {your consent→our legitimate interest in promoting our products}.
en legal_basis weaker ? | We process the data of your friends {because they have consented→on the ground of our business interests}.
en legal_basis stronger med | Location data are processed on the basis of {our legitimate interest→your explicit consent}.
en legal_basis stronger med | + You may withdraw your consent to this processing at any moment.
en legal_basis weaker ? | Video surveillance of the car park rests on {the consent of the visitors→our legitimate interest}.
en legal_basis stronger med | We analyse newsletters on the legal ground of {legitimate interests→consent}.
en rights weaker ? | You can download a copy of your data {as often as you like→once a year}.
en rights weaker ? | - You may ask us to restrict the processing of your data.
en rights stronger med | We deal with requests for access within {45→20} days.
en rights stronger med | + You can object to profiling by a click in your settings.
en rights weaker ? | Requests for erasure are {granted→granted at our discretion}.
en rights stronger med | + Anyone may have wrong data corrected free of charge.
en children weaker ? | Accounts may be opened from the age of {18→14}.
en children weaker ? | + Pupils under 13 may sign up without the permission of their parents.
en children stronger med | Minors are {→never }shown personalised advertising.
en children stronger med | + If we learn that a child has given us data, we delete them at once.
en children weaker ? | Family accounts may include children aged {13→9} and over.
en children stronger med | + A parent can ask us at any time to remove the data of a child.
en children stronger med | Nobody younger than {12→14} may open a profile.
en security weaker ? | Laptops of our staff are {always→usually} encrypted.
en security weaker ? | Our information security is certified {by an accredited body→by our own staff}.
en security stronger med | + Every connection to our servers is encrypted with TLS 1.3.
en security stronger med | The processor reports personal data breaches within {five days→36 hours}.
en security weaker ? | - Our servers are monitored day and night by a security team.
en security stronger med | We inform those affected of a leak {when we see fit→within 48 hours}.
en tracking weaker ? | We place {no →}advertising cookies on your device.
en tracking weaker ? | + Larkview Metrics records mouse movements and clicks during your visit.
en tracking stronger med | Statistics cookies are set {on your first visit→only once you have accepted them}.
en tracking stronger med | The cookie stays in your browser for {24 months→30 days}.
en tracking weaker ? | + Advertising partners place cookies of their own when you watch a video.
en tracking stronger med | Our website {uses→no longer uses} web beacons.
en tracking stronger med | - A pixel in our letters tells us when you read them.
en controller neutral ? | The party responsible for this website is {Dunmore Seeds Ltd→Dunmore Garden Group plc}.
en controller neutral ? | + We have appointed Ms Ida Corran as our data protection officer.
en controller neutral ? | Postal enquiries go to the controller, {3 Quay Street, Galway→77 Albert Road, Leeds}.
en controller neutral ? | You enter into this agreement with {Dunmore Seeds Ltd→Dunmore Seeds LLC}.
en controller neutral ? | Your data are controlled by {Oakmere Foods plc→Oakmere Retail Services Ltd}.
en controller neutral ? | Our EU representative is {Lindqvist Data AB in Stockholm→Prado Compliance SL in Madrid}.
en controller neutral ? | For questions about privacy our data protection officer, {Mr Dale→Mrs Finch}, is at your disposal.
en disputes weaker ? | + You waive the right to take part in a class action.
en disputes weaker ? | We accept {unlimited→no} liability for loss of data.
en disputes stronger med | - All claims are settled by an arbitrator and not by a court.
en disputes stronger med | Our total liability is capped at {£50→£5,000}.
en disputes weaker ? | You may sue us {at your place of residence→only in the courts of Nevada}.
en disputes stronger med | Claims have to be brought within {six months→three years}.
en disputes weaker ? | We {are→are not} answerable for the faults of our carriers.
en payment weaker ? | When you cancel you get your money back {in full→less a handling charge of 15%}.
en payment weaker ? | + A set-up fee of $49 applies to every new contract.
en payment stronger med | The price of the yearly plan is {€120→€90}.
en payment stronger med | Subscriptions {renew automatically→end by themselves} when the term is over.
en payment weaker ? | The first month is {free→charged at half the price}.
en payment stronger med | Unused credit {lapses→is paid out} when you leave.
en account weaker ? | We {will→need not} warn you before your account is suspended.
en account weaker ? | + We may delete accounts at any time and without giving reasons.
en account stronger med | Before we block a profile the user gets {3→14} days' notice.
en account stronger med | + A closed account can be reactivated within 60 days.
en account weaker ? | A membership can be ended by us {with eight weeks' notice→without notice}.
en account stronger med | + You can export all your files before your account is closed.
en content weaker ? | The licence you give us {ends when→continues after} you remove the content.
en content weaker ? | + We may modify, translate and sublicense the material that you upload.
en content stronger med | You {lose→keep} the copyright in your designs.
en content stronger med | We may quote from your reviews {freely→only with your approval}.
en content weaker ? | You grant us {a non-exclusive→an exclusive} licence to your recipes.
en conduct weaker ? | Members may {→not }post links to their own shops.
en conduct neutral med | - It is forbidden to criticise our products in public.
en conduct stronger med | When we take down a post, its author {is not→is} told which rule was broken.
en change_notice weaker ? | New terms are announced {60 days→two weeks} in advance.
en change_notice weaker ? | We amend these terms {only with your agreement→without telling you}.
en change_notice stronger med | Changes to this policy are published on this page{→ and sent to every customer by e-mail}.
en change_notice stronger med | + We will inform you at least 30 days before we change these terms.
en change_notice weaker ? | + We are not obliged to announce changes to this notice.
en change_notice stronger med | Amendments take effect {immediately→one month after we have notified you}.
en change_notice stronger med | A new version of this policy is {put on this page→put on this page and sent to you two weeks beforehand}.
en scope neutral ? | These terms apply to {the web shop→the web shop, the mobile app and our branches}.
en scope neutral ? | + This notice does not cover the websites of other companies.
en scope neutral ? | By "services" we mean our online courses{ and our printed magazines→}.
en scope neutral ? | - The following rules apply only to residents of Canada.
en scope neutral ? | + These conditions do not apply to orders from outside the United Kingdom.
en other weaker ? | Support is available {around the clock→on working days from nine to five}.
en other weaker ? | We guarantee an availability of {99.95%→98%}.
en other stronger med | The service is down for maintenance for at most {eight→two} hours per month.
en other stronger med | + If we miss the service level you receive a service credit.
en other weaker ? | Faults of priority one are repaired within {four→twelve} hours.
en other stronger med | The service desk answers {in English→in English, Welsh and sign language}.
en ? ? med | - We may sell prints of the pictures you upload.
en conduct weaker ? | Guests may {→no longer }bring their own food.
en tracking weaker high | Statistics cookies are {set only if you accept→set unless you refuse}.
en tracking weaker high | Advertising cookies are stored {only if you agree→unless you decline}.
en tracking weaker high | We place analytics cookies {once you have accepted them→unless you have rejected them}.
en ? ? high | We pass your number to partners {only if you opt in→unless you opt out}.
en disputes ? ? | This contract is subject to {Spanish→Mexican} law.
en disputes ? ? | {German→Swiss} law governs these terms.
en payment weaker ? | Exporting your data costs {nothing→25 euros}.
en payment weaker ? | A paper copy of your data costs {nothing→40 pounds}.
en payment weaker ? | The first statement of each year is {free→€15}.
en payment weaker ? | We send a duplicate of the invoice {free of charge→for a fee of ten dollars}.
en transfer weaker high | Support tickets are handled by staff in Poland{→ and India}.
en transfer weaker high | Our engineers in Spain{→ and Pakistan} handle your tickets.
en transfer weaker ? | We have offices in Norway{→ and Vietnam}.
en sharing stronger med | + We never hand over message contents to public authorities without a warrant.
en sharing stronger med | + We never give your letters to authorities without a court order.
en legal_basis stronger ? | + Your file is not shown to insurers without your consent.
en sharing weaker ? | - We do not pass on account data without a court order.
en retention weaker high | When you close your account we {erase→retain} your profile{→ indefinitely}.
en retention weaker high | After you leave we {delete→keep} your messages{→ indefinitely}.
en transfer weaker high | We {do not transfer→transfer} personal data outside the European Economic Area.
en transfer weaker high | We {do not send→send} your data outside the European Union.
en security weaker ? | Backups {are→may be} encrypted.
en security weaker ? | Laptops of our staff {are→may be} encrypted.
en retention weaker ? | We {delete→may delete} your messages when you leave.
en rights weaker ? | We {answer→may answer} your request within 30 days.
en sharing weaker high | + We rent our customer list to selected marketers.
en sharing weaker high | + We sell the e-mail addresses of our customers.
en sharing weaker high | + We sell audience segments to advertisers.
en sharing weaker high | We {require→do not require} a court order before giving account data to the police.
en sharing weaker high | We {→do not }insist on a warrant before we give data to the police.
en ? ? high | Marketing e-mails are sent {if you tick the box→unless you untick the box}.
en ? ? high | We activate tracking {after you press Accept→unless you press Reject}.
en tracking weaker high | Performance cookies run {only once you have given permission→as long as you have not objected}.
en ? ? high | Your photo is shown to other members {only if you allow it→unless you forbid it}.
en ? ? high | We use your voice recordings for research {with your consent→unless you opt out}.
en disputes ? ? | Any claim is decided under {Dutch→Belgian} law.
en disputes ? ? | {Scottish→Irish} courts have jurisdiction.
en payment weaker ? | Delivery within the city {is free→costs 3 pounds}.
en payment weaker ? | We {do not charge for→charge £20 for} a second copy.
en payment weaker ? | You may change your plan {at no cost→for a fee of 12 dollars}.
en payment weaker ? | The account is {free of charge→subject to a fee of 4.99 EUR per month}.
en transfer weaker high | Customer calls are answered by our agents in Ireland{→ and the Philippines}.
en transfer weaker high | Our moderators work in {Portugal→Portugal and Kenya}.
en transfer weaker high | Developers in Romania{→ and Ukraine} can look at the database.
en transfer weaker high | Paper records are kept in a warehouse in Wales{→ and Morocco}.
en children weaker ? | We {delete→may delete} accounts of children without delay.
en sharing stronger med | + No data are handed to the police without a judge's order.
en retention weaker high | We {remove→store} your chat history {after a year→without any time limit}.
en retention weaker high | + Your account data are kept forever.
en transfer weaker high | Data {never leave→may leave} the European Union.
en transfer weaker high | - Your data are not transferred to countries outside the European Economic Area.
en legal_basis stronger med | We send surveys {on the strength of our legitimate interest→if you have given us your consent}.
en disputes stronger med | + Unsettled complaints go to the ombudsman for travel if you wish.
en disputes weaker ? | - Consumers can turn to the online dispute resolution platform of the Commission.
en purpose weaker ? | - We will only use your telephone number to announce the delivery.
en purpose stronger med | + Your birthday will only be used to send you a greeting.
en payment weaker ? | Delivery is free for orders over {€18 in towns and €30 elsewhere→€20 in towns and €35 elsewhere}.
en transfer stronger med | + For transfers to the United States we are certified under the Data Privacy Framework.
en legal_basis weaker ? | + We send our newsletter on the basis of our legitimate interest.
en purpose stronger med | - We use the photographs you send us to promote our shops.
en change_notice weaker ? | We inform you {in advance→} of changes to the prices.
en ? weaker ? | We tell you {before→when} we hand your letters to a court.
en legal_basis weaker ? | We ask for your consent {before→after} we print your photographs.
en ? weaker ? | Universities receive {anonymous→pseudonymous} figures about your orders.
en sharing weaker ? | We share your order history with {some→all} of our suppliers.
en ? ? ? | We answer such letters within 30 {→business }days.
en ? ? ? | We erase {all→certain} entries when you close your account.
en security weaker ? | We take {all→reasonable} measures to protect your data.
en security weaker ? | Backups are {always→usually} encrypted.
en ? ? ? | {Employees→Employees and contractors} can read your letters.
en children weaker ? | We do not {→knowingly }collect data of children.
en ? ? ? | We inform {you→the authority} of a breach within 72 hours.
en ? ? ? | The {customer→provider} pays the costs of an audit.
en legal_basis ? ? | We ask for your consent {each time→once}.
en ? ? ? | Photographs are scanned {on your device→on our servers}.
en ? ? ? | Persons {inside→outside} the Union may write to our representative.
en ? ? ? | Your garden pictures are visible to {friends→members}.
en disputes ? ? | Arbitration takes place in {your county→Delaware}.
en scope ? ? | These rules apply to our shops{→ and fairs}.
en scope neutral ? | This statement covers purchases in our {shops→shops and on our website}.
en scope neutral ? | These rules are valid for private customers{→ and associations}.
en ? ? ? | We use your {contacts→messages} to suggest plants to you.
en ? ? ? | We hand over letters where the law {requires→permits} it.
en payment stronger med | Shipping costs {€6.90→€3.90}.
en ? ? ? | We use your {approximate→precise} position to show you the nearest shop.
en ? ? ? | The supplier shall not {→materially} reduce the level of protection.
"""  # noqa: E501

# Not told as they should be yet.
MISSED = """
en rights weaker ? | We {will correct→may correct} wrong entries when you tell us.
en sharing weaker ? | Your nickname {stays hidden from→is shown to} other players.
en collection weaker ? | + We find out from public registers whether you own a house.
en ai weaker ? | A score that {a clerk→a self-learning system} calculates decides about your rent.
en rights weaker ? | + Whoever asks for information about stored data has to pay an administrative fee.
en security weaker ? | Paper files are kept in {locked→open} cabinets.
en account weaker ? | Three late payments lead to {a reminder→the deletion of your account}.
en content stronger med | Without your approval your drawings are {also→never} printed.
en conduct weaker ? | We may remove posts {that break the law→that we do not like}.
en conduct stronger med | Authors whose comment was deleted {cannot→can} lodge an appeal.
en conduct weaker ? | + Reviews that mention our competitors are taken off the site.
en other weaker ? | The help line is open on {seven→two} days a week.
"""

# Edits of such sentences without effect.
QUIET = """
en sharing | {We share your address→Your address is shared} with the carrier that delivers your order.
en sharing | We {pass→hand} your address {on to→to} the company that delivers the goods.
en sharing | We {provide your address to→supply your address to} the parcel service.
en retention | We {keep→store} invoices for {ten→10} years.
en retention | Log files are {deleted→erased} after 30 days.
en retention | After {the contract has ended→the end of the contract} we keep invoices for six years.
en transfer | Data are stored on servers in {Germany and France→France and Germany}.
en transfer | Your data may be transferred {to the United States→to the USA}.
en collection | We collect your {name and e-mail address→email address and name}.
en collection | We collect {the following data: →}your name, your address and your telephone number.
en collection | {When you order, we store→When ordering, we store} your name and address.
en purpose | We use your data {in order to→to} process orders.
en purpose | We use your e-mail address {to send you→for sending you} the confirmation of your order.
en ai | We do not use your content to train {AI→artificial intelligence} models.
en ai | Your documents are not used {to train→for training} our models.
en legal_basis | Processing is based on your consent {(Art. 6→(Article 6}(1)(a) GDPR).
en legal_basis | {The legal basis for this processing is→This processing is based on} Article 6(1)(b) GDPR.
en rights | You {have the right→are entitled} to receive a copy of your data.
en rights | You may {contact us→get in touch with us} to have your data corrected.
en rights | {Please write to us→Just write to us} if you want to object.
en children | Our service is not {intended for→directed at} children.
en children | Children {under 13→younger than 13} may not register.
en security | All {conections→connections} to our servers are encrypted.
en security | We {use→employ} encryption to protect your data.
en security | {Our premises are locked at night→At night our premises are locked}.
en tracking | We use cookies to remember the contents of your {basket→cart}.
en tracking | This website uses {cookies→Cookies}, small text files that are stored on your device.
en tracking | You can {refuse→reject} cookies in your browser.
en controller | The controller is Dunmore Seeds {Ltd→Limited}, Galway.
en controller | {Controller:→The controller is} Oakmere Foods plc, 5 Canal Road, Leeds.
en disputes | The courts {of→in} Dublin have jurisdiction.
en disputes | Should a {provision→clause} be invalid, the others remain in force.
en payment | The subscription costs {$9.00→$9} a month.
en payment | All prices {include→are inclusive of} value added tax.
en account | You {must→have to} choose a password for your account.
en account | You are responsible for keeping your password {secret→confidential}.
en account | You can {create→set up} an account on our website.
en content | You grant us a {license→licence} to show your photos.
en content | You {retain→keep} all rights in your content.
en conduct | You must not use our {site→website} to send spam.
en conduct | Users {shall→must} not upload unlawful content.
en conduct | {Do not→You must not} insult other members.
en change_notice | We will {tell you about→inform you of} changes by e-mail.
en change_notice | We may {change→amend} this policy from time to time.
en scope | This {policy→notice} applies to our website and {→our }apps.
en scope | {This policy describes→In this policy we describe} how we handle personal data.
en other | Our support team is {happy→glad} to answer your questions.
en other | If you have {any questions→questions}, please contact {our support→our support team}.
en disputes | {German law applies→The law of Germany applies} to this contract.
en payment | A duplicate of the invoice costs {25 euros→€25}.
en disputes | This agreement is governed by {the laws of England→English law}.
en security | {We encrypt all backups→All backups are encrypted by us}.
en security | {We encrypt all messages→All messages are encrypted by us}.
en retention | {Invoices are kept for ten years→We keep invoices for 10 years}.
en retention | {We delete server logs after 30 days→Server logs are deleted after 30 days}.
en other | We comply with the General Data Protection Regulation{→ (GDPR)}.
en other | We follow the {General Data Protection Regulation→GDPR}{→ (General Data Protection Regulation)}.
en legal_basis | This rests on the General Data Protection Regulation{→ ("GDPR")} and on your consent.
en tracking | Ask the {Information Commissioner's Office (ICO)→ICO} for advice on cookies.
en retention | Server logs are deleted after 30 {days. Invoices→days and invoices} are kept for ten years.
en sharing | We share your address with the {courier. We→courier and} share your telephone number with the shop.
en security | {We protect all servers with firewalls→All servers are protected by us with firewalls}.
en sharing | {We never sell personal data→Personal data are never sold by us}.
en rights | {We will answer your request within 30 days→Your request will be answered by us within 30 days}.
en retention | {Call recordings are deleted after one month→We delete call recordings after one month}.
en other | The terms follow the California Consumer Privacy Act{ (CCPA)→}.
en other | A {Data Protection Officer→Data Protection Officer (DPO)} watches over this.
en security | Visits are {logged. Visitors→logged and visitors} sign a list.
en other | We {sell garden tools. We→sell garden tools and} repair them.
en sharing | We tell you {before→prior to} handing your letters to a court.
en change_notice | We inform you {in advance→beforehand} of changes to the prices.
en scope | Our other shops are {www.gardenseeds.example→gardenseeds.example} and toolbench.example.
en rights | You find the form at {http.://forms.gardenshop.example→http://forms.gardenshop.example} as well.
en sharing | We erase {any→all} entries when you close your account.
en sharing | {Users→Customers} can read our garden letters on this page.
en tracking | We {use→make use of} cookies on this page.
en collection | {In addition, we→We also} keep your name.
en rights | We send you a copy {free of charge→at no cost}.
en payment | {The provider→We} may send you a catalogue.
en collection | You can send us {photos→pictures} of your garden.
"""

# Such edits that are told all the same.
WOKEN = """
en payment | {Invoices are payable→Invoices must be paid} within 30 days.
"""
