"""Everyday words for kinds of data: each sign is named by its fideslang category. Their form is told in the package.

The policy's own lexicon knows the usual words; these are the ones that people say instead.
"""

SIGNS = """
user.contact.phone_number: cell number; cell phone number; mobile number; your mobile; your cell; contact number;
  daytime number; fax number; number where; where to call; number to call; phone numbers; can call you; can text you;
  your phone numbers; telephone numbers
user.demographic.date_of_birth: birthday; day you were born; when you were born; born on; birthdate; birth date; dob
user.demographic.age_range: how old; age bracket; years old; your age; age range; ages
user.demographic.gender: you identify; they identify; man or woman; male or female; a woman; gender identity;
  pronoun; pronouns
user.demographic.language: language you speak; languages you speak; preferred language; language you prefer; native
  language; speak at home
user.demographic.profile: far in school; degree; education level
user.device: phone model; model of your/phone; make of your/the phone/device/computer; kind of phone/device/computer;
  type of phone/device/computer; device model; which browser; kind of browser; browser version; screen size; system
  version; phone or computer; device you use; phone you use; browser you use; computer you use; type of your; make and
  model; which phone; what phone; what browser; what device; your browser type; sort of phone/device/computer/browser;
  device make; browsing software; device settings; app version; operating system; operating systems
user.location: where your phone/device is; where you are; whereabouts; your city; current location; where the
  phone/device is; approximate location; general area; rough location; city you; town you; which city; country you;
  your town; nearest stop; from which place
user.location.precise: gps; coordinates; exact position; precise position; exact spot; latitude; exact location;
  precise location
user.name: you are called; what you're called; given name; surname; family name; nickname; first and last; your names;
  legal name; full names; names
user.contact.email: your email; an email; email address; email account; your e mail; email addresses; where to email
user.contact.address: where you live; house number; home address; your street; delivery address; apartment; residence;
  where to mail; where to send; street and number; home addresses; you live at; where to deliver
user.contact.address.postal_code: your zip; zip; five digit zip; postcode; zip codes
user.financial: card details; debit card; credit card; bank details; payment card; payment method; account and routing;
  how you pay; checking account; billing details; card number; bank account; card information; payment details
user.government_id: social security; ssn; driver license; driver's license; license number; state id; passport;
  identity card; photo id; taxpayer number; immigration status; medicaid number; medicare number
user.behavior.browsing_history: pages you open/read/see/view/visit/saw/opened/viewed/visited/look; page you
  open/read/see/view/visit/saw/opened/viewed/visited/asked; pages opened/read/seen/viewed/visited; page
  opened/read/seen/viewed/visited; what you click/clicked/open/view/read; links you click; search terms; your searches;
  you search for; which pages; what pages; pages you asked; what you look; clicks
user.behavior.purchase_history: what you bought/buy/ordered/order; you have bought; you have ordered; past
  orders/purchases/trips; your orders/purchases; order history; things you buy; items bought; items you bought/buy; trip
  history; ride history; refill history; borrowing history; fare history; rides you took; trips you
  took
user.account.username: login name; login id; sign in name; user names; usernames; log in
  name; screen names
user.authorization.password: passcode; pin; security question; passwords; pass phrase
user.device.ip_address: ip number; ip numbers; internet number; internet address of; device's address; computer's
  address; ip addresses; address of your computer/device/connection; your connection's address
user.device.device_id: device number; serial number; ad id; identifier of your; phone's identifier; device
  identifiers; hardware number
user.unique_id: card number on; member number; customer number; rider number; patient number; account number; library
  card
user.health_and_medical: prescription; prescriptions; medication; medications; medicines; allergies; medical history;
  lab results; immunization; immunizations; your symptoms; health conditions; diagnoses; disability; disabilities
user.content: what you write; transcript; transcripts; attachment; attachments; photos; photographs; voicemail;
  recordings; your reviews; what you say; uploads; what you post; pictures you; chat messages; letters you; words you
user.biometric: face scan; voice print; fingerprints; palm
"""
