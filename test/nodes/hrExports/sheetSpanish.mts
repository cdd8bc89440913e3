import { dayFrom, dayOfSerial, from, rolesOf, type HrExport } from './hrExport.mts';

const countries = { España: 'ES', ES: 'ES', México: 'MX', Alemania: 'DE' };
const currencies = { EUR: 'EUR', Euro: 'EUR', 'Peso mexicano': 'MXN' };
const day = (text: string) => dayOfSerial(text) ?? dayFrom(text, 'dmy');

/** A sheet of Excel: numbers for dates, employee numbers, cost centers and phones, and a date that somebody typed as text. */
export const sheetSpanish: HrExport = {
	name: 'Sheet of Excel, Spanish, serial dates',
	file: 'plantilla-es.xlsx',
	company: { locales: ['es-ES', 'es-MX', 'de-DE'] },
	faults: {
		2: { column: 'Correo electrónico', sent: 'alvaro.nunez.olivar.example.com' },
		7: { column: 'Fecha de alta', sent: '30/02/2020' },
		12: { column: 'País', sent: 'Españia', expenseOnly: true },
		17: { column: 'Correo electrónico del responsable', sent: 'nadie@olivar.example.com' },
		21: { column: 'Last name' },
		26: { column: 'Estado del empleado', sent: 'Pendiente' },
		33: { column: 'Moneda', sent: 'Peso', expenseOnly: true },
		36: { column: 'Nº de empleado', sent: '5.036E+03' },
	},
	notUsed: [
		...['Categoría profesional', 'Centro de trabajo', 'Responsable', 'Salario bruto anual'],
		...['Jornada', 'Antigüedad reconocida'],
	],
	expected: (cell) => ({
		userName: cell('Usuario'),
		active: cell('Estado del empleado') !== 'Baja',
		givenName: cell('Nombre'),
		familyName: cell('Apellidos'),
		title: cell('Puesto'),
		dateOfBirth: day(cell('Fecha de nacimiento')),
		language: cell('Idioma') === 'Alemán' ? 'de' : 'es',
		workEmail: cell('Correo electrónico'),
		mobilePhone: cell('Teléfono móvil'),
		employeeNumber: cell('Nº de empleado'),
		startDate: day(cell('Fecha de alta')),
		terminationDate: day(cell('Fecha de baja')),
		department: cell('Departamento'),
		costCenter: cell('Centro de coste'),
		legalEntity: cell('Empresa'),
		manager: numberOf(cell('Correo electrónico del responsable')),
		country: from(countries, cell('País')),
		locale: cell('Configuración regional').replace('español (España)', 'es-ES'),
		currency: from(currencies, cell('Moneda')),
		roles: rolesOf(cell('Usuario de gastos') === 'Sí', cell('Aprobador de gastos') === 'Sí'),
	}),
	literal: {
		4: {
			userName: 'inigo.echeverria@olivar.example.com',
			active: true,
			givenName: 'Íñigo',
			familyName: 'Echeverría Lasa',
			title: 'Comercial',
			dateOfBirth: '1969-05-05',
			language: 'es',
			workEmail: 'inigo.echeverria@olivar.example.com',
			mobilePhone: '600123404',
			employeeNumber: '5004',
			startDate: '2024-02-29',
			department: 'Producción',
			costCenter: '410100',
			legalEntity: 'Olivar S.A.',
			manager: '5009',
			country: 'ES',
			locale: 'es-ES',
			currency: 'EUR',
			roles: ['EXP_USER'],
		},
	},
};

const numberOf = (email: string) =>
	from(
		{
			'martin.doyle@example.com': '1002',
			'lucia.fernandez@olivar.example.com': '5001',
			'beatriz.munoz@olivar.example.com': '5009',
			'cristina.leon@olivar.example.com': '5023',
			'teresa.mejia@olivar.example.com': '5031',
			'sergio.fuentes@olivar.example.com': '5038',
		},
		email,
	);
