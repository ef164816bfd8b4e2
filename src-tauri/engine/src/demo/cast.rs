//! The forty clients. Names are invented, addresses reserved.
use echu_core::party::DebtorKind::{self, Business, Consumer, PublicBody};

/// A client: name, kind, whom one writes to, street, postcode and town.
pub(super) struct Person {
    pub(super) name: &'static str,
    pub(super) kind: DebtorKind,
    pub(super) contact: &'static str,
    pub(super) street: &'static str,
    pub(super) town: &'static str,
}

const fn person(name: &'static str, kind: DebtorKind, contact: &'static str, street: &'static str, town: &'static str) -> Person {
    Person { name, kind, contact, street, town }
}

/// In the order of [`super::plot::PLOTS`].
pub(super) const CAST: [Person; 40] = [
    person("Maison Dupré", Business, "Anne Dupré", "8 RUE DU MOULIN", "35000 RENNES"),
    person("Garage Lemoine SARL", Business, "Yves Lemoine", "22 ROUTE DE FOUGERES", "35700 RENNES"),
    person("Boulangerie Le Fournil Doré", Business, "Karim Belhadj", "3 PLACE DES LICES", "35000 RENNES"),
    person("Atelier Kervran", Business, "Nolwenn Kervran", "17 RUE DE BREST", "35000 RENNES"),
    person("Hôtel des Trois Rivières", Business, "Paul Aubin", "1 QUAI DE LA VILAINE", "35580 GUICHEN"),
    person("Mme Hélène Fourcade", Consumer, "", "5 ALLEE DES TILLEULS", "35510 CESSON SEVIGNE"),
    person("Mairie de Saint-Aubin-le-Val", PublicBody, "Service comptable", "1 PLACE DE LA MAIRIE", "35250 SAINT AUBIN LE VAL"),
    person("Restaurant La Cale", Business, "Sophie Rault", "40 RUE DE SAINT MALO", "35000 RENNES"),
    person("Immobilière du Thabor", Business, "Marc Delaunay", "12 RUE DE PARIS", "35000 RENNES"),
    person("Menuiserie Toullec", Business, "Gwen Toullec", "ZA DES PETITS PRES", "35740 PACE"),
    person("SCI Les Ormeaux", Business, "Denis Carrel", "9 BOULEVARD DE LA TOUR", "35000 RENNES"),
    person("Brasserie du Vieux Pont", Business, "Luc Morvan", "2 RUE DU VIEUX PONT", "35132 VEZIN"),
    person("Pressing Éclat", Business, "Inès Garnier", "31 RUE DE NANTES", "35200 RENNES"),
    person("Cabinet Thierry Associés", Business, "Jean Thierry", "6 RUE VASSELOT", "35000 RENNES"),
    person("Fleurs et Jardins Perrin", Business, "Lucie Perrin", "54 AVENUE DE ROCHESTER", "35700 RENNES"),
    person("Électricité Marchand", Business, "Hugo Marchand", "ZI SUD EST", "35510 CESSON SEVIGNE"),
    person("Carrelages Béranger", Business, "Élise Béranger", "7 RUE DES CARRIERES", "35136 SAINT JACQUES"),
    person("Institut Belle Rive", Business, "Nadia Roussel", "19 RUE DE REDON", "35000 RENNES"),
    person("Constructions Hamelin", Business, "Olivier Hamelin", "ZA DE LA LANDE", "35770 VERN"),
    person("Camping du Lac Bleu", Business, "Rose Guillou", "LE LAC BLEU", "35380 PAIMPONT"),
    person("Négoce Armor Distribution", Business, "Pierre Lagadec", "88 ROUTE DE LORIENT", "35000 RENNES"),
    person("Pharmacie du Centre", Business, "Claire Besnard", "2 PLACE DE L EGLISE", "35690 ACIGNE"),
    person("Auto-école Horizon", Business, "Farid Meziane", "27 RUE DE CHATEAUGIRON", "35000 RENNES"),
    person("Transports Quéméner", Business, "Alain Quéméner", "ZA DU BOIS VERT", "35230 NOYAL"),
    person("Clinique vétérinaire des Halles", Business, "Julie Tanguy", "4 RUE DES HALLES", "35300 FOUGERES"),
    person("Imprimerie Cornouaille", Business, "Loïc Le Bris", "13 RUE DE QUIMPER", "35000 RENNES"),
    person("Opticien Regard Neuf", Business, "Alice Monnier", "61 RUE SAINT HELIER", "35000 RENNES"),
    person("M. Bernard Chauvel", Consumer, "", "18 RUE DES LAVANDIERES", "35410 CHATEAUGIRON"),
    person("Mme Odile Prigent", Consumer, "", "3 IMPASSE DU VERGER", "35135 CHANTEPIE"),
    person("Collège Marie-Lebrun", PublicBody, "Intendance", "25 AVENUE DES ECOLES", "35500 VITRE"),
    person("Communauté du Val d’Orson", PublicBody, "Marchés publics", "ROUTE DE LA GARE", "35150 JANZE"),
    person("Salon Mèche Rebelle", Business, "Tania Colin", "10 RUE DE FOUGERES", "35000 RENNES"),
    person("Librairie Page Douce", Business, "Émile Vidal", "15 RUE DU CHAPITRE", "35000 RENNES"),
    person("Peintures Leclair", Business, "Rémi Leclair", "ZA DE MIVOIE", "35230 NOYAL"),
    person("Cave Les Deux Tonneaux", Business, "Simon Hervé", "28 RUE D ANTRAIN", "35700 RENNES"),
    person("Crêperie Ti Lann", Business, "Maïwenn Lann", "6 RUE SAINT MICHEL", "35000 RENNES"),
    person("Syndic Patrimoine Ouest", Business, "Service fournisseurs", "70 MAIL MITTERRAND", "35000 RENNES"),
    person("M. et Mme Lucas", Consumer, "", "11 CHEMIN DES DAMES", "35760 SAINT GREGOIRE"),
    person("Agence Voile et Vent", Business, "Thomas Pichon", "33 QUAI DUGUAY TROUIN", "35400 SAINT MALO"),
    person("Ferme des Hirondelles", Business, "Manon Gaudin", "LES HIRONDELLES", "35140 MEZIERES"),
];
