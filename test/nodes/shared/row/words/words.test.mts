// The words of HR in four languages for yes and no, for a worker's status, for a gender and for SAP's own lists.
import { describe, expect, it } from 'vitest';
import statusWords from '../../../../../nodes/shared/row/words/statusWords.json' with { type: 'json' };
import { plainText } from '../../../../../nodes/shared/row/words/plainText.ts';
import { wordsIn } from '../../../../../nodes/shared/row/words/columnWords.ts';
import { noValueIn } from '../../../../../nodes/shared/row/words/noValue.ts';
import { fieldsById } from '../../../../../nodes/shared/schema/flatFields.ts';
import {
	isActiveOrNot,
	isUnknownValue,
	mustBeYesOrNo,
	useYesNoOrStatus,
	useYesOrNo,
	useYesWhileUsed,
} from '../../../badInputs/valueSentences.mts';
import { fate } from '../codes/fate.mts';

const readAs = (sent: unknown, word: string) => ({
	notice: `"${String(sent)}" was read as ${word}`,
});

describe('yes and no', () => {
	it.each([
		...['true', 'TRUE', 'yes', 'Yes', 'Y', 'y', '1', 1, true].map((sent) => [sent, true]),
		...['false', 'No', 'N', '0', 0, false].map((sent) => [sent, false]),
	])('%j is taken as it is', (sent, value) => {
		expect(fate('testEmployee', sent)).toEqual({ value });
	});

	it.each([
		...['Ja', 'j', 'oui', 'OUI', 'o', 'sí', 'Si', 's', 'wahr', 'vrai', 'verdadero'].map((sent) => [
			sent,
			true,
		]),
		...['Nein', 'non', 'falsch', 'faux', 'falso'].map((sent) => [sent, false]),
	] as [string, boolean][])('%s is read, with a notice', (sent, value) => {
		expect(fate('nonEmployee', sent)).toEqual({ value, ...readAs(sent, value ? 'yes' : 'no') });
	});

	it('x is yes in a column of nothing else', () => {
		expect(fate('testEmployee', 'X', { column: ['x', '', null, 'X'] })).toEqual({
			value: true,
			...readAs('X', 'yes'),
		});
		for (const column of [undefined, ['x', 'no'], ['x', '-', 'o']]) {
			expect(fate('testEmployee', 'x', { column })).toMatchObject({
				finding: { problem: mustBeYesOrNo, cure: useYesOrNo },
			});
		}
	});

	it.each(['maybe', 'vielleicht', '2', '-1', '1.', 't', 'f', 'on', 'Active'])(
		'%s is neither',
		(sent) => {
			expect(fate('testEmployee', sent)).toMatchObject({ finding: { problem: mustBeYesOrNo } });
		},
	);
});

describe('the status of a worker', () => {
	it.each([
		...['Active', 'ACTIVE', 'yes', 'true', true, 1, '1'].map((sent) => [sent, true]),
		...['Inactive', 'no', '0', 0].map((sent) => [sent, false]),
	])('%j is taken as it is', (sent, value) => {
		expect(fate('active', sent)).toEqual({ value });
	});

	it.each([
		...['On Leave', 'Leave of Absence', 'Paid Leave', 'Unpaid Leave', 'Garden Leave', 'Onboarding'],
		...['Aktiv', 'Elternzeit', 'In Elternzeit', 'Mutterschutz', 'Beurlaubt', 'Probezeit'],
		...[
			'Im Urlaub',
			'Congé de paternité',
			'Excedencia voluntaria',
			'Baja por incapacidad temporal',
		],
		...['Actif', 'En congé', 'en conge', 'Congé parental', 'Arrêt maladie'],
		...['Activo', 'Alta', 'De permiso', 'Excedencia', 'Baja médica', 'A', 'L'],
	])('%s is active', (sent) => {
		expect(fate('active', sent)).toEqual({ value: true, ...readAs(sent, 'active') });
	});

	it.each([
		...['Terminated', 'Retired', 'Deceased', 'Former employee', 'I'],
		...['Inaktiv', 'Ausgeschieden', 'Ausgetreten', 'Rentner', 'Verstorben'],
		...['Inactif', 'Parti', 'Sorti', 'Retraité', 'À la retraite'],
		...['Inactivo', 'Baja', 'Jubilado', 'Dado de baja'],
		...['Not active', 'Nicht aktiv', 'Non actif', 'No activa'],
	])('%s is inactive', (sent) => {
		expect(fate('active', sent)).toEqual({ value: false, ...readAs(sent, 'inactive') });
	});

	it.each(['Ja', 'Oui', 'Nein'])('%s is yes or no', (sent) => {
		const value = sent !== 'Nein';
		expect(fate('active', sent)).toEqual({ value, ...readAs(sent, value ? 'yes' : 'no') });
	});

	it.each([
		...['Suspended', 'Dormant', 'Pre-Hire', 'Resigned', 'T'],
		...['Gekündigt', 'Ruhend', 'Suspendu', 'Démissionnaire', 'Suspendido', 'De baja'],
	])('%s does not say whether somebody is to sign in', (sent) => {
		expect(fate('active', sent)).toEqual({
			finding: { problem: isActiveOrNot, cure: useYesWhileUsed },
		});
	});

	it.each(['maybe', 'Full-time', 'Teilzeit', '3', '7', '-1', ['Active'], { active: true }])(
		'%j is none',
		(sent) => {
			expect(fate('active', sent)).toEqual({
				finding: { problem: mustBeYesOrNo, cure: useYesNoOrStatus },
			});
		},
	);

	it.each([
		['Full-Time', 'Terminated'],
		['Teilzeit', 'ausgeschieden'],
		['Non cadre', 'Sorti'],
		['Indefinido', 'Excedencia'],
		['Regular', 'Suspended'],
		['Part-Time', 'Terminated - Voluntary'],
		['CDI - Temps plein', 'Sorti'],
		['Permanent / Full-Time', 'Left'],
		['Vollzeit (unbefristet)', 'Elternzeit'],
	])('%s is active in a column that has statuses, too, such as %s', (sent, other) => {
		expect(fate('active', sent, { column: [sent, other] })).toEqual({
			value: true,
			...readAs(sent, 'active'),
		});
		expect(fate('active', sent, { column: [sent, 'Permanent', 'A', 'x'] })).toMatchObject({
			finding: { problem: mustBeYesOrNo },
		});
	});

	it('T is terminated beside A', () => {
		expect(fate('active', 'T', { column: ['A', 'T', 'L'] })).toEqual({
			value: false,
			...readAs('T', 'inactive'),
		});
		expect(fate('active', 'T', { column: ['T', 'F'] })).toMatchObject({
			finding: { problem: isActiveOrNot },
		});
	});

	it.each([
		['S', ['P', 'S'], 'présent, sorti'],
		['S', ['A', 'S', 'N'], 'actif, sorti, nouveau'],
		['N', ['A', 'N'], 'active, new'],
		['O', ['A', 'O', 'I'], 'active, on leave, inactive'],
		[1, [1, 2, 1], 'codes of a system'],
		['0', ['0', '5'], 'codes of a system'],
	] as [string | number, unknown[], string][])(
		'%j in a column with %j can be of another list than yes and no (%s)',
		(sent, column) => {
			expect(fate('active', sent, { column })).toEqual({
				finding: { problem: isActiveOrNot, cure: useYesWhileUsed },
			});
		},
	);

	it.each([
		['S', ['S', 'N'], true],
		['S', ['S', 'N', 'X'], true],
		['S', ['S'], true],
		['N', ['O', 'N'], false],
		['J', ['J', 'N', 'vielleicht'], true],
	])('%j in a column with %j is yes or no', (sent, column, value) => {
		expect(fate('active', sent, { column })).toMatchObject({ value });
	});

	it("is a digit of SAP HR only in a column that has SAP HR's 3", () => {
		const column = ['3', 3, '0', '1', ''];
		expect(fate('active', '3', { column })).toEqual({ value: true, ...readAs('3', 'active') });
		expect(fate('active', '0', { column })).toEqual({ value: false, ...readAs('0', 'inactive') });
		expect(fate('active', '1', { column })).toMatchObject({ finding: { problem: isActiveOrNot } });
		expect(fate('active', '2', { column: ['2', '2'] })).toHaveProperty('finding');
		expect(fate('active', '1', { column: ['1', '0'] })).toEqual({ value: true });
		expect(fate('active', '3', { column: ['3', 'yes'] })).toHaveProperty('finding');
	});

	it('has no word that means two things', () => {
		const words = Object.values(statusWords).map((all) => new Set(all.flat().map(plainText)));
		const all = words.flatMap((each) => [...each]);
		expect(all).toHaveLength(new Set(all).size);
	});
});

describe('a gender', () => {
	it.each([
		...['Female', 'weiblich', 'W', 'f', 'Frau', 'féminin', 'Femme', 'Femenino', 'mujer'].map(
			(sent) => [sent, 'Female'],
		),
		...['male', 'männlich', 'Mann', 'Masculin', 'homme', 'H', 'Hombre', 'masculino', 'Varón'].map(
			(sent) => [sent, 'Male'],
		),
	] as [string, string][])('%s is %s', (sent, value) => {
		expect(fate('travelGender', sent)).toEqual(
			sent === value ? { value } : { value, ...readAs(sent, value) },
		);
	});

	it.each([
		[['M', 'F'], 'Male'],
		[['M', 'W', 'D'], 'Male'],
		[['m', 'weiblich'], 'Male'],
		[['M', 'Male'], 'Male'],
		[['M', 'H'], 'Female'],
		[['M', 'Hombre'], 'Female'],
	])('M in a column with %j is %s', (column, value) => {
		expect(fate('travelGender', 'M', { column })).toEqual({ value, ...readAs('M', value) });
	});

	it.each([[undefined], [['M', 'M']], [['M', 'H', 'F']]])(
		'M in a column with %j can be both',
		(column) => {
			expect(fate('travelGender', 'M', { column })).toMatchObject({
				finding: { problem: expect.stringContaining('can be read as Male or as Female (mujer)') },
			});
		},
	);

	it.each(['divers', 'D', 'X', 'Non-binary', 'no binario'])('%s is neither', (sent) => {
		expect(fate('travelGender', sent)).toMatchObject({
			finding: { problem: 'is neither of the two values that SAP Concur has' },
		});
	});
});

describe("a value of SAP Concur's lists", () => {
	it.each([
		['emergencyContactRelationship', 'spouse', 'Spouse'],
		['emergencyContactRelationship', 'Ehepartner', 'Spouse'],
		['emergencyContactRelationship', 'conjointe', 'Spouse'],
		['emergencyContactRelationship', 'Cónyuge', 'Spouse'],
		['emergencyContactRelationship', 'Mutter', 'Parent'],
		['emergencyContactRelationship', 'Père', 'Parent'],
		['emergencyContactRelationship', 'hermana', 'Sister'],
		['emergencyContactRelationship', 'Bruder', 'Brother'],
		['emergencyContactRelationship', 'Lebenspartnerin', 'Life Partner'],
		['emergencyContactRelationship', 'Sonstige', 'Other'],
		['leaveType', 'freiwillig', 'voluntary'],
		['leaveType', 'Obligatoire', 'mandatory'],
		['reimbursementType', 'Accounts Payable', 'ACCOUNTS_PAYABLE'],
		['reimbursementType', 'ADP', 'ADP_PAYROLL'],
	])('%s %s is %s', (id, sent, value) => {
		expect(fate(id, sent)).toEqual({ value, ...readAs(sent, value) });
	});

	it.each(['Partner', 'Kind', 'ami', 'Onkel'])('%s is no relationship of the list', (sent) => {
		expect(fate('emergencyContactRelationship', sent)).toMatchObject({
			finding: { problem: isUnknownValue },
		});
	});

	it('is read in a list, each entry with its notice', () => {
		expect(fate('entitlements', 'Concur Expense; travel, Invoice')).toEqual({
			value: ['Expense', 'Travel', 'Invoice'],
			notice: '"Concur Expense" was read as Expense; "travel" was read as Travel',
		});
	});
});

it('A role by its name is told, one by its code is not', () => {
	expect(fate('roles', 'Expense Approver, EXP_PROCESSOR:North|South')).toEqual({
		value: [
			{ roleName: 'EXP_APPROVER', roleGroups: [] },
			{ roleName: 'EXP_PROCESSOR', roleGroups: ['North', 'South'] },
		],
		notice: '"Expense Approver" was read as EXP_APPROVER',
	});
});

it('A column is searched once for all its rows', () => {
	const column = ['F', 'M', '', null, { a: 1 }, 1];
	expect(wordsIn(column)).toBe(wordsIn(column));
	expect([...wordsIn(column)]).toEqual(['f', 'm', '1']);
	expect(wordsIn()).toEqual(new Set());
});

it.each([
	['Active - Full Time', true],
	['Active - Payroll Eligible', true],
	['Leave of Absence - Paid', true],
	['On Leave (Parental)', true],
	['Terminated - Voluntary', false],
	['Terminated: Retired', false],
	['Sorti(e)', false],
])('the status %j is read by the word before its reason', (sent, value) => {
	expect(fate('active', sent)).toEqual({ value, ...readAs(sent, value ? 'active' : 'inactive') });
});

it.each(['Active/Inactive', 'Inactive - On Leave', 'Active - Suspended', 'Baja - maternidad'])(
	'the status %j leaves open who is active',
	(sent) => {
		expect(fate('active', sent)).toEqual({
			finding: { problem: isActiveOrNot, cure: useYesWhileUsed },
		});
	},
);

describe('what stands for an empty cell', () => {
	const marks = ['-', '--', ' – ', '—', 'N/A', 'n/a', 'n.a.', 'k. A.', 's/o'];
	const words = [
		'None',
		'NONE',
		'not applicable',
		'(blank)',
		'(leer)',
		'Keine Angabe',
		'No aplica',
	];
	const noNotice = (id: string, sent: unknown) => noValueIn(fieldsById.get(id)!, sent);

	it.each([...marks, ...words])('%j is not sent, and that is told', (sent) => {
		for (const id of ['department', 'nickName', 'terminationDate', 'manager', 'spendCountry']) {
			expect(noNotice(id, sent)).toBe(`"${sent}" stands for "no value", so nothing is sent`);
		}
	});

	it('can be null of a database, but of a name only where nobody is called so', () => {
		for (const sent of ['null', 'NULL', '<null>']) {
			expect(noNotice('costCenter', sent)).toBeDefined();
			expect(noNotice('middleName', sent)).toBeUndefined();
		}
		expect(noNotice('costCenter', 'Null')).toBeUndefined();
	});

	it.each([
		...[...marks, ...words].flatMap((sent) =>
			['userName', 'employeeNumber', 'givenName', 'familyName', 'workEmail'].map((id) => [
				id,
				sent,
			]),
		),
		...['active', 'expenseUser', 'roleExpenseApprover', 'testEmployee'].map((id) => [id, '-']),
		['custom1', 'N/A'],
		['orgUnit2', 'NONE'],
		['spendCountry', 'NA'],
		['department', '.'],
		['department', 'Non-A'],
		['department', 'TBD'],
		['department', 5],
	] as [string, string | number][])('is not what %s holds with %j', (id, sent) => {
		expect(noNotice(id, sent)).toBeUndefined();
	});
});
