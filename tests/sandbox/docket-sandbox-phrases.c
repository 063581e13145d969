/* What customers and technicians say, in English and French.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sandbox-phrases.h"

static const DocketSandboxTopic english_topics[] = {
  { "Printer %s prints blank pages",
    "Since this morning the printer only gives blank pages. The toner was changed last week.",
    "Drum reports 2 % left, toner is fine. Ordered a drum, part 7 in the cupboard.",
    "The drum is worn out. We have one in stock and will change it this afternoon.",
    "It prints again, thank you very much.",
    "Changed the drum, printed test pages",
    "Incident" },
  { "No network on %s",
    "The computer says \"no internet\" and the shared folders are gone. The phone next to it "
    "works.",
    "Port 14 on the switch was err-disabled, a loop under the desk.",
    "Somebody had plugged a cable into both wall sockets. We have removed it and opened the port "
    "again.",
    "Ah, that was the cleaning. It works now.",
    "Found the loop, reset the switch port",
    "Incident" },
  { "Outlook asks for the password again and again on %s",
    "Outlook shows the login window every few minutes. The password is right, webmail takes it.",
    "Old credentials in the credential manager, profile rebuilt.",
    "Please restart Outlook once: we have cleared the saved passwords. Does the window still "
    "appear?",
    "No window since lunch. Looks good!",
    "Cleared saved credentials, rebuilt the mail profile",
    "Incident" },
  { "New employee on Monday: place with %s",
    "We have a new colleague starting on Monday. She needs a computer, a mailbox and access to "
    "accounting.",
    "Licence is there, laptop from the last order.",
    "The account is ready. The computer will be set up on Friday; the first password comes by "
    "phone.",
    "Perfect, everything was there when she came.",
    "Set up account, mailbox and computer",
    "Request" },
  { "%s is very slow after the update",
    "After last night's update it takes ten minutes until I can work. Opening a PDF takes another "
    "minute.",
    "Disk at 100 %, indexing. SMART says 34 reallocated sectors: replace it.",
    "The disk is about to fail. We copy it to a new one tonight; please leave the computer on.",
    "It has never been so fast. Thanks!",
    "Cloned the disk to an SSD, checked the updates",
    "Problem" },
  { "Please restore a folder from %s",
    "I have deleted the folder \"Offers 2025\" on the shared drive by mistake. Can you get it "
    "back?",
    "Snapshot of 12:00 has it, 214 files.",
    "The folder is back in its place as it was yesterday at noon. Please check the newest files.",
    "All there. You saved my week.",
    "Restored the folder from the snapshot",
    "Request" },
  { "VPN drops every hour on %s",
    "Working from home the VPN disconnects about once an hour and I have to sign in again.",
    "Router of the provider renews its lease, MTU 1492. Set the keepalive.",
    "We have changed a setting of the VPN. Please disconnect once and connect again.",
    "Two days without a drop now.",
    "Analysed the VPN log, changed keepalive and MTU",
    "Problem" },
  { "Suspicious message received on %s",
    "I got a message from our bank with an attachment. I have not opened it. What should I do?",
    "Phishing, sender blocked for all customers, reported.",
    "It was right not to open it. We have blocked the sender; please delete the message.",
    "Deleted. Thank you for the quick answer.",
    "Checked the message, blocked the sender",
    "Incident" },
  { "Backup of %s failed",
    "The monitoring reported that the backup has failed for the second night.",
    "Target was full, old chain of the replaced server still there.",
    "There is space again and the backup of last night was complete. We tested a restore.",
    "Good to know, thank you.",
    "Freed space on the backup target, test restore",
    "Incident" },
  { "Move %s to the new office",
    "We move on the 15th. The telephones and the server have to work on the new site on Monday.",
    "Line ordered with the provider, date confirmed for the 12th.",
    "The line will be ready on the 12th. We come on Saturday with two people.",
    "The move went very well.",
    "Moved and cabled the devices, tested",
    "Change" },
  { "Second screen for %s",
    "Could I have a second screen? I compare invoices all day.",
    "24 inch from stock.",
    "We bring one tomorrow morning.",
    "It is on my desk already, great.",
    "Delivered and connected a screen",
    "Request" },
  { "Certificate of %s expires",
    "The browser warns that the certificate of our portal expires in a few days.",
    "Automatic renewal failed, DNS moved in March.",
    "The certificate is renewed and renews by itself again.",
    "No warning any more.",
    "Renewed the certificate, fixed the renewal",
    "Change" },
};

static const DocketSandboxTopic french_topics[] = {
  { "L'imprimante %s sort des pages blanches",
    "Depuis ce matin l'imprimante ne sort que des pages blanches. Le toner a été changé la semaine "
    "dernière.",
    "Tambour à 2 %, toner correct. Tambour commandé, le n° 7 est dans l'armoire.",
    "Le tambour est usé. Nous en avons un en stock et le changeons cet après-midi.",
    "Ça imprime à nouveau, merci beaucoup !",
    "Remplacement du tambour, pages de test",
    "Incident" },
  { "Plus de réseau sur %s",
    "L'ordinateur affiche « pas d'accès Internet » et les dossiers partagés ont disparu. Le "
    "téléphone "
    "à côté fonctionne.",
    "Port 14 du commutateur désactivé, une boucle sous le bureau.",
    "Un câble était branché sur deux prises murales. Nous l'avons retiré et rouvert le port.",
    "Ah, c'était le ménage. Tout remarche.",
    "Recherche de la boucle, réactivation du port",
    "Incident" },
  { "Outlook redemande sans cesse le mot de passe sur %s",
    "La fenêtre de connexion revient toutes les quelques minutes. Le mot de passe est bon, le "
    "webmail "
    "l'accepte.",
    "Anciens identifiants enregistrés, profil recréé.",
    "Merci de redémarrer Outlook une fois : nous avons effacé les mots de passe enregistrés.",
    "Plus de fenêtre depuis midi, c'est parfait.",
    "Effacement des identifiants, nouveau profil de messagerie",
    "Incident" },
  { "Nouvelle collaboratrice lundi : poste %s",
    "Une nouvelle collègue commence lundi. Il lui faut un ordinateur, une boîte aux lettres et "
    "l'accès à "
    "la comptabilité.",
    "Licence disponible, portable de la dernière commande.",
    "Le compte est prêt. Le poste sera installé vendredi ; le mot de passe sera donné par "
    "téléphone.",
    "Tout était prêt à son arrivée, merci.",
    "Création du compte, de la boîte et du poste",
    "Request" },
  { "%s très lent depuis la mise à jour",
    "Depuis la mise à jour de cette nuit il faut dix minutes avant de pouvoir travailler. Ouvrir "
    "un PDF "
    "prend une minute de plus.",
    "Disque à 100 %, 34 secteurs réalloués : à remplacer.",
    "Le disque est en fin de vie. Nous le copions ce soir sur un neuf ; laissez l'ordinateur "
    "allumé.",
    "Il n'a jamais été aussi rapide !",
    "Clonage vers un SSD, contrôle des mises à jour",
    "Problem" },
  { "Restaurer un dossier de %s",
    "J'ai supprimé par erreur le dossier « Devis 2025 » du lecteur partagé. Pouvez-vous le "
    "récupérer ?",
    "L'instantané de 12 h le contient, 214 fichiers.",
    "Le dossier est revenu à sa place, tel qu'hier à midi. Vérifiez les fichiers les plus récents.",
    "Tout y est. Vous sauvez ma semaine.",
    "Restauration du dossier depuis l'instantané",
    "Request" },
  { "Le VPN coupe toutes les heures sur %s",
    "En télétravail, le VPN se déconnecte environ une fois par heure et je dois me reconnecter.",
    "La box renouvelle son bail, MTU 1492. Keepalive réglé.",
    "Nous avons changé un réglage du VPN. Déconnectez-vous une fois puis reconnectez-vous.",
    "Deux jours sans coupure.",
    "Analyse du journal VPN, réglage du keepalive et du MTU",
    "Problem" },
  { "Message suspect reçu sur %s",
    "J'ai reçu un message de notre banque avec une pièce jointe. Je ne l'ai pas ouverte. Que faire "
    "?",
    "Hameçonnage, expéditeur bloqué chez tous les clients.",
    "Vous avez bien fait. Nous avons bloqué l'expéditeur ; supprimez le message.",
    "C'est supprimé. Merci pour la réponse rapide.",
    "Contrôle du message, blocage de l'expéditeur",
    "Incident" },
  { "Échec de la sauvegarde de %s",
    "La supervision signale que la sauvegarde a échoué pour la deuxième nuit.",
    "Cible pleine, ancienne chaîne du serveur remplacé.",
    "Il y a de nouveau de la place et la sauvegarde de cette nuit est complète. Restauration "
    "testée.",
    "Bon à savoir, merci.",
    "Libération d'espace, test de restauration",
    "Incident" },
  { "Déménager %s vers les nouveaux bureaux",
    "Nous déménageons le 15. Les téléphones et le serveur doivent fonctionner lundi sur le nouveau "
    "site.",
    "Ligne commandée, date confirmée pour le 12.",
    "La ligne sera prête le 12. Nous venons samedi à deux.",
    "Le déménagement s'est très bien passé.",
    "Déménagement et câblage, tests",
    "Change" },
  { "Deuxième écran pour %s",
    "Pourrais-je avoir un deuxième écran ? Je compare des factures toute la journée.",
    "24 pouces en stock.",
    "Nous en apportons un demain matin.",
    "Il est déjà sur mon bureau, super.",
    "Livraison et branchement d'un écran",
    "Request" },
  { "Le certificat de %s expire",
    "Le navigateur prévient que le certificat de notre portail expire dans quelques jours.",
    "Renouvellement automatique en échec, DNS déplacé en mars.",
    "Le certificat est renouvelé et se renouvelle à nouveau tout seul.",
    "Plus d'avertissement.",
    "Renouvellement du certificat, correction de l'automatisme",
    "Change" },
};

static const char *const english_things[] = {
  "PC-014",    "LAPTOP-22", "the front desk", "PC-031",    "meeting room 2", "the warehouse",
  "SRV-FILES", "SRV-APP01", "LAPTOP-07",      "PC-102",    "the workshop",   "the second floor",
  "the till",  "NAS-01",    "PC-055",         "LAPTOP-41", "accounting",     "the sales team",
};

static const char *const french_things[] = {
  "PC-014",       "PORTABLE-22",     "l'accueil",
  "PC-031",       "la salle 2",      "l'entrepôt",
  "SRV-FICHIERS", "SRV-APP01",       "PORTABLE-07",
  "PC-102",       "l'atelier",       "le 2e étage",
  "la caisse",    "NAS-01",          "PC-055",
  "PORTABLE-41",  "la comptabilité", "l'équipe commerciale",
};

static const char *const english_first_names[] = {
  "Emma",   "Oliver", "Grace", "Harry", "Amelia", "Jack",   "Sophie", "Thomas", "Lucy",  "George",
  "Hannah", "Daniel", "Ruth",  "Peter", "Alice",  "Samuel", "Nora",   "Edward", "Irene", "Walter",
};

static const char *const french_first_names[] = {
  "Camille", "Léa",    "Hugo",   "Chloé",  "Lucas",  "Manon",    "Théo",
  "Zoé",     "Gaël",   "Inès",   "Benoît", "Hélène", "François", "Anaïs",
  "Jérôme",  "Noémie", "Cédric", "Élodie", "Loïc",   "Mathilde",
};

static const char *const english_last_names[] = {
  "Smith", "Carter",  "Hughes", "Wood",   "Bennett", "Fisher",  "Palmer",
  "Reed",  "Cole",    "Walsh",  "Turner", "Hayes",   "Barker",  "Sutton",
  "Frost", "Lambert", "Page",   "Dixon",  "Marsh",   "O'Neill",
};

static const char *const french_last_names[] = {
  "Martin", "Lefèvre", "Moreau", "Garnier",  "Chevalier", "Rousseau", "Fontaine",
  "Perrin", "Mercier", "Dupuis", "Lemaître", "Besson",    "Renaud",   "Noël",
  "Faure",  "Bailly",  "Collet", "Huet",     "Prévost",   "D'Angeli",
};

static const char *const english_trades[] = {
  "Dental Practice", "Logistics",     "Architects", "Bakery",   "Joinery", "Law Office",
  "Printing",        "Garden Centre", "Garage",     "Pharmacy", "School",  "Surveyors",
};

static const char *const french_trades[] = {
  "Cabinet dentaire", "Transports", "Architectes", "Boulangerie", "Menuiserie", "Notaires",
  "Imprimerie",       "Jardinerie", "Garage",      "Pharmacie",   "École",      "Géomètres",
};

static const char *const english_cities[] = { "Bristol", "Leeds", "Norwich", "York", "Exeter" };
static const char *const french_cities[] = { "Lyon", "Nantes", "Besançon", "Orléans", "Nîmes" };

static const char *const english_jobs[] = { "Office manager", "Accountant", "Managing director",
                                            "Sales",          "Reception",  "Head of workshop" };
static const char *const french_jobs[] = {
  "Assistante de direction", "Comptable", "Gérant", "Commercial", "Accueil", "Chef d'atelier"
};

#define LANGUAGE(name, its_country, its_hello, its_bye)                                            \
  const DocketSandboxLanguage docket_sandbox_##name = {                                            \
    .topics = name##_topics,                                                                       \
    .n_topics = G_N_ELEMENTS (name##_topics),                                                      \
    .things = name##_things,                                                                       \
    .n_things = G_N_ELEMENTS (name##_things),                                                      \
    .first_names = name##_first_names,                                                             \
    .n_first_names = G_N_ELEMENTS (name##_first_names),                                            \
    .last_names = name##_last_names,                                                               \
    .n_last_names = G_N_ELEMENTS (name##_last_names),                                              \
    .trades = name##_trades,                                                                       \
    .n_trades = G_N_ELEMENTS (name##_trades),                                                      \
    .cities = name##_cities,                                                                       \
    .n_cities = G_N_ELEMENTS (name##_cities),                                                      \
    .jobs = name##_jobs,                                                                           \
    .n_jobs = G_N_ELEMENTS (name##_jobs),                                                          \
    .country = its_country,                                                                        \
    .hello = its_hello,                                                                            \
    .bye = its_bye,                                                                                \
  }

LANGUAGE (english, "United Kingdom", "Hello,", "Kind regards,");
LANGUAGE (french, "France", "Bonjour,", "Cordialement,");
