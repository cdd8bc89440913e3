import { dayFrom, from, rolesOf, type HrExport } from './hrExport.mts';

const countries = {
	France: 'FR',
	FRANCE: 'FR',
	Suisse: 'CH',
	Belgique: 'BE',
	Allemagne: 'DE',
	'Royaume-Uni': 'GB',
};
const currencies = { EUR: 'EUR', eur: 'EUR', Euro: 'EUR', 'Franc suisse': 'CHF', GBP: 'GBP' };
const locales = {
	'fr-FR': 'fr-FR',
	fr_FR: 'fr-FR',
	'français (France)': 'fr-FR',
	'fr-CH': 'fr-CH',
	'fr-BE': 'fr-BE',
	'de-DE': 'de-DE',
	'en-GB': 'en-GB',
};
const languages = { Français: 'fr', Allemand: 'de', Anglais: 'en-GB' };
const limits = {
	'1 250,00': '1250',
	'2\u202f500,50': '2500.5',
	'900': '900',
	'15\u00a0000': '15000',
	'350,75': '350.75',
	// French has a comma before decimals.
	'1.500': '1500',
};

/** A French export such as those of Lucca and ADP, with spaces of all kinds in amounts. */
export const luccaFrench: HrExport = {
	name: 'Lucca, French, UTF-8 with semicolons',
	file: 'lucca-fr.csv',
	options: { delimiter: ';' },
	company: {
		countries: ['FR', 'CH', 'BE', 'DE', 'GB'],
		locales: ['fr-FR', 'fr-CH', 'fr-BE', 'de-DE', 'en-GB'],
	},
	faults: {
		2: { column: 'E-mail professionnel', sent: 'francois.dupont@@maisonclair.example.com' },
		7: { column: 'Date d’entrée', sent: '31/06/2021' },
		10: { column: 'Pays', sent: 'Frnace', expenseOnly: true },
		17: { column: 'Matricule du responsable', sent: 'M99999' },
		21: { column: 'Last name' },
		22: { column: 'Report approval limit', sent: 'env. 500', expenseOnly: true },
		26: { column: 'Statut', sent: 'À confirmer' },
		32: { column: 'Devise', sent: 'Dollar', expenseOnly: true },
		35: { column: 'Centre de coûts', sent: '#VALEUR!' },
	},
	notUsed: [
		...['Catégorie', 'Établissement', 'Emploi repère', 'Responsable', 'Référent RH'],
		...['Salaire annuel brut', 'Temps de travail'],
	],
	expected: (cell) => ({
		userName: cell('Identifiant de connexion'),
		active: cell('Statut') !== 'Sorti',
		honorificPrefix: cell('Civilité'),
		givenName: cell('Prénom'),
		familyName: cell('Nom'),
		title: cell('Intitulé du poste'),
		dateOfBirth: dayFrom(cell('Date de naissance'), 'dmy'),
		language: from(languages, cell('Langue')),
		workEmail: cell('E-mail professionnel'),
		mobilePhone: cell('Téléphone portable'),
		employeeNumber: cell('Matricule'),
		startDate: dayFrom(cell('Date d’entrée'), 'dmy'),
		terminationDate: dayFrom(cell('Date de sortie'), 'dmy'),
		department: cell('Service'),
		costCenter: cell('Centre de coûts'),
		legalEntity: cell('Société'),
		manager: cell('Matricule du responsable'),
		country: from(countries, cell('Pays')),
		locale: from(locales, cell('Paramètres régionaux')),
		currency: from(currencies, cell('Devise')),
		reportLimit: cell('Report approval limit') && limitOf(cell),
		roles: rolesOf(
			cell('Utilisateur Expense') === 'Oui',
			cell('Approbateur de notes de frais') === 'Oui',
		),
	}),
	literal: {
		1: {
			userName: 'helene.lefevre@maisonclair.example.com',
			active: true,
			honorificPrefix: 'Mme',
			givenName: 'Hélène',
			familyName: 'Lefèvre',
			title: 'Responsable d’équipe',
			dateOfBirth: '1963-02-02',
			language: 'fr',
			workEmail: 'helene.lefevre@maisonclair.example.com',
			mobilePhone: '+33 6 12 34 01 98',
			employeeNumber: 'M00701',
			startDate: '2018-04-06',
			department: 'Ventes',
			costCenter: 'FR3010',
			legalEntity: 'Maison Clair SA',
			manager: '1002',
			country: 'CH',
			locale: 'fr-CH',
			currency: 'CHF',
			reportLimit: '1250 CHF',
			roles: ['EXP_USER', 'EXP_APPROVER'],
		},
	},
};

const limitOf = (cell: (column: string) => string) =>
	`${from(limits, cell('Report approval limit'))} ${from(currencies, cell('Report approval limit: currency'))}`;
