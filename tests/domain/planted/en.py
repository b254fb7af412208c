"""Invented changes of policies in English."""

# Written as `tests.domain.planted` says.
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
