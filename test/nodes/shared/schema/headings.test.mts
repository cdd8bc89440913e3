// A heading in the data decides where a column of HR goes, so what could mean something else must not get in unseen.
import { describe, expect, it } from 'vitest';
import { headingKeys } from '../../../../nodes/shared/row/headings/headingKeys.ts';
import headings from '../../../../nodes/shared/schema/data/headings.json' with { type: 'json' };
import { fieldsById, flatFields } from '../../../../nodes/shared/schema/flatFields.ts';

const languages = ['en', 'de', 'fr', 'es'] as const;

/** Headings that fit two fields: the run refuses them with both names. Every further one makes good files fail. */
const meantForTwo: Record<string, string[]> = {
	Approver: ['reportApprover', 'requestApprover'],
	'Approver ID': ['reportApprover', 'requestApprover'],
	'Approver Employee ID': ['reportApprover', 'requestApprover'],
	'Approver Email': ['reportApprover', 'requestApprover'],
	Genehmiger: ['reportApprover', 'requestApprover'],
	Approbateur: ['reportApprover', 'requestApprover'],
	Aprobador: ['reportApprover', 'requestApprover'],
};

/** HR means something else with these words than our field whose ID they spell; only the exact ID is that field. */
const otherThanTheId: Record<string, string> = {
	'Manager ID': 'managerId',
	'Work Country': 'workCountry',
};

const all = Object.entries(headings).flatMap(([fieldId, byLanguage]) =>
	Object.entries(byLanguage).flatMap(([language, texts]) =>
		texts.map((text) => ({ fieldId, language, text })),
	),
);

const idsByName = new Map(
	flatFields.flatMap(({ id, label }) =>
		[id, label].flatMap(headingKeys).map((key) => [key, id] as const),
	),
);

/** The fields under which a heading stands, by its key. */
function fieldsByKey(): Map<string, Set<string>> {
	const byKey = new Map<string, Set<string>>();
	for (const { fieldId, text } of all) {
		for (const key of headingKeys(text)) {
			byKey.set(key, (byKey.get(key) ?? new Set()).add(fieldId));
		}
	}
	return byKey;
}

describe('the headings of HR systems', () => {
	it('stand under every field, in the order of the fields, and under nothing else', () => {
		expect(Object.keys(headings)).toEqual(flatFields.map(({ id }) => id));
	});

	it.each(languages)('name every field in %s', (language) => {
		const unnamed = Object.entries(headings).filter(([, texts]) => texts[language].length === 0);
		expect(unnamed).toEqual([]);
	});

	it('come in the four languages and in no other', () => {
		for (const byLanguage of Object.values(headings)) {
			expect(Object.keys(byLanguage)).toEqual(languages);
		}
	});

	it('are plain texts: no blanks around them, none twice, and with letters that are looked for', () => {
		const unclean = all.filter(
			({ text }) =>
				text !== text.trim() || /\s\s|[\t\n]/.test(text) || headingKeys(text).includes(''),
		);
		expect(unclean).toEqual([]);
	});

	it('differ in more than case, blanks, and marks within one language of a field', () => {
		const repeated = Object.entries(headings).flatMap(([fieldId, byLanguage]) =>
			Object.values(byLanguage).flatMap((texts: string[]) => {
				const seen = new Map<string, string>();
				return texts.flatMap((text) => {
					const earlier = headingKeys(text).map((key) => seen.get(key));
					for (const key of headingKeys(text)) seen.set(key, text);
					return earlier.some(Boolean) ? [{ fieldId, text, earlier }] : [];
				});
			}),
		);
		expect(repeated).toEqual([]);
	});

	it('mean one field each, apart from those that are refused with both names', () => {
		const expected = Object.entries(meantForTwo).map(([text, ids]) => [headingKeys(text)[0], ids]);
		const shared = [...fieldsByKey()].filter(([, ids]) => ids.size > 1);
		expect(new Map(shared.map(([key, ids]) => [key, [...ids]]))).toEqual(
			new Map(expected as never),
		);
	});

	it('never spell the ID or the label of another field, and do not repeat those of their own', () => {
		const spelled = all.flatMap(({ fieldId, text }) =>
			headingKeys(text)
				.map((key) => idsByName.get(key))
				.filter((id) => id !== undefined && otherThanTheId[text] !== id)
				.map((spells) => ({ fieldId, text, spells })),
		);
		expect(spelled).toEqual([]);
	});

	it.each(Object.entries(otherThanTheId))('hold "%s" although it spells an ID', (text, id) => {
		expect(fieldsById.has(id)).toBe(true);
		expect(all.filter((heading) => heading.text === text)).toHaveLength(1);
	});
});

/** Columns that HR systems fill with something that SAP Concur has no field for, or with different things by system. */
const standUnderNothing = `
	Name | Full Name | Employee Name | Worker | Employee | Mitarbeiter | Nom complet | Nombre completo | Segundo apellido
	Apellido materno | Nom de naissance | Geburtsname | User ID | USERID | Person ID | Position ID | Job Code | Badge
	EEID | Supervisor EID | File Number | Payroll Number | Company Code | Buchungskreis | Company ID | Original Hire Date | Rehire Date
	Seniority Date | Ersteintritt | Contract End Date | Vertragsende | Vertragsbeginn | End Date | Last Day of Work
	Last Day | Kündigungsdatum | Date de fin de contrat | Department Code | Department ID | Cost Center Name
	Kostenstellenbezeichnung | Manager Name | Supervisor Name | Reports To Name | Name des Vorgesetzten | HR | Location
	Standort | Office | Street | Address | City | State | State/Province | ZIP | Postal Code | Straße | Ort | PLZ
	Bundesland | Rue | Ville | Code postal | Calle | Ciudad | Código postal | Provincia | Phone | Telephone | Telefon
	Telefonnummer | Téléphone | Teléfono | Personal Mobile | Private Handynummer | Móvil personal | CUSTOM01
	Custom Field 1 | Organizational Unit | Organisationseinheit | Planstelle | Stelle | PERSG | PERSK | BUKRS | WERKS
	ORGEH | STAT2 | Nationality | Nationalität | Salary | Gehalt | IBAN | Employment Type | Beschäftigungsart
	Country of Birth | Geburtsland | Muttersprache | Payment Method | Approval Limit
`;

describe('columns that are left out', () => {
	it('are in no list, because no field of SAP Concur means the same in every system', () => {
		const known = new Set(all.flatMap(({ text }) => headingKeys(text)));
		const texts = standUnderNothing.split(/[|\n]/).map((text) => text.trim());
		expect(texts.filter((text) => text && headingKeys(text).some((key) => known.has(key)))).toEqual(
			[],
		);
	});
});
