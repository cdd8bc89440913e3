import { quoted } from '../../../shared/schema/fieldIssue';
import { fieldsById } from '../../../shared/schema/flatFields';
import { isClearing, unsupported, type Cell, type Findings } from './cells';
import type { ImportSettings } from './importRecord';

/** What a file says of one field. */
export interface Told {
	cell: Cell;
	/** Whether it is to be empty: by a word, or by a blank cell of a file that replaces. */
	clears?: 'word' | 'blank';
}

/**
 * What the records of one person say of their fields, by ID of the field: the later record wins, as in SAP's import, and a blank
 * cell of a file that updates says nothing. Pure.
 * @param records the cells of each record, in the order in which they count
 * @param findings gets the columns that have no place in the API, and which values a later record replaces
 */
export function toldFields(
	records: ReadonlyArray<readonly Cell[]>,
	{ blankClears }: ImportSettings,
	findings: Findings,
): Map<string, Told> {
	const told = new Map<string, Told>();
	const replaced = new Set(records.flatMap(replacedBy));
	for (const cells of records) {
		for (const cell of cells) {
			const { field, notSupported, part, retired = [] } = cell.column;
			const isRetired = retired.includes(cell.text.toUpperCase());
			if ((notSupported !== undefined || isRetired) && cell.text !== '') {
				const reason = notSupported ?? 'SAP Concur no longer reads yes or no here';
				findings.notSupported.push(unsupported(cell, reason));
			} else if (field !== undefined && part === undefined && !isRetired) {
				const now = toldBy(cell, blankClears);
				// Who is meant is clear by now, and record 320 is there to replace what is known.
				const isKey = field === 'employeeNumber' || replaced.has(field);
				tell(told, field, now, isKey ? [] : findings.notices);
			}
		}
		const isExpenseUser = expenseUserByDefault(cells, told);
		if (isExpenseUser) told.set('expenseUser', { cell: isExpenseUser });
	}
	return told;
}

/** The fields that a record 320 gives anew. */
const replacedBy = (cells: readonly Cell[]) =>
	cells.flatMap(({ recordType, column: { field }, text }) =>
		recordType === '320' && field !== undefined && text !== '' ? [field] : [],
	);

function toldBy(cell: Cell, blankClears: boolean): Told | undefined {
	if (cell.text === '') return blankClears ? { cell, clears: 'blank' } : undefined;
	return isClearing(cell) ? { cell, clears: 'word' } : { cell };
}

function tell(
	told: Map<string, Told>,
	field: string,
	now: Told | undefined,
	notices: string[],
): void {
	const earlier = told.get(field);
	if (!now) return;
	// A record replaces those of its own type; a blank cell says nothing about what other types say.
	const isOther = earlier && !earlier.clears && earlier.cell.recordType !== now.cell.recordType;
	if (now.clears === 'blank' && isOther) return;
	told.set(field, now);
	const isSame = earlier?.cell.text.toLowerCase() === now.cell.text.toLowerCase();
	if (!earlier || earlier.clears === 'blank' || isSame) return;
	const says = ({ cell: { line, text } }: Told) => `line ${line} says ${quoted(text)}`;
	const label = fieldsById.get(field)?.label ?? field;
	notices.push(`${label}: ${says(earlier)} and ${says(now)}, so the later one is used`);
}

/** Where a whole employee record leaves it open, SAP's import makes an expense user. SAP: Employee Import Specification, 305. */
function expenseUserByDefault(
	cells: readonly Cell[],
	told: ReadonlyMap<string, Told>,
): Cell | undefined {
	const cellOf = (field: string) => cells.find(({ column }) => column.field === field);
	const open = cellOf('expenseUser');
	const isWhole = ['spendCountry', 'spendLocale', 'reimbursementCurrency'].every(
		(field) => (cellOf(field)?.text ?? '') !== '',
	);
	const isTold = told.get('expenseUser')?.clears === undefined && told.has('expenseUser');
	return isWhole && open?.text === '' && !isTold ? { ...open, text: 'Y' } : undefined;
}

const approverRoles = ['roleExpenseApprover', 'roleInvoiceApprover'];

interface Profile {
	lone: string;
	/** Any of them makes a profile that is whole, or shows that the user has one. */
	needs: string[];
	/** What the file must say no to, because otherwise the user can have a profile that nobody sees here. */
	onlyWithout?: string;
	reason: string;
}

const profiles: Profile[] = [
	{
		lone: 'travelHasNoMiddleName',
		needs: ['travelRuleClass', 'travelHasNoMiddleName'],
		reason:
			'no is what SAP Concur takes where nothing is said, and travel data also requires a travel class',
	},
	{
		lone: 'spendLocale',
		needs: ['spendCountry', 'reimbursementCurrency', 'expenseUser', 'invoiceUser'],
		reason: 'expense data also requires a country and a currency',
	},
	{
		lone: 'roleTravelUser',
		needs: [
			'spendCountry',
			'reimbursementCurrency',
			'expenseUser',
			'invoiceUser',
			...approverRoles,
		],
		onlyWithout: 'expenseUser',
		reason:
			'roles belong to expense data, which the record says no to; travel data make the traveler',
	},
];

/**
 * Takes out what record 310 has of everybody, and what SAP Concur would reject without the rest of an expense or travel profile:
 * a locale, a no for No Middle Name, or the role of a traveler who is no expense user. Pure.
 */
export function withoutLone(
	told: ReadonlyMap<string, Told>,
	{ notices }: Findings,
): ReadonlyMap<string, Told> {
	const left = new Map(told);
	const says = (id: string) => {
		const { cell, clears } = told.get(id) ?? {};
		return cell && !clears ? (isNo(cell) ? 'no' : 'more') : undefined;
	};
	for (const { lone, needs, onlyWithout, reason } of profiles) {
		const { cell, clears } = told.get(lone) ?? {};
		if (clears || cell?.recordType !== '310') continue;
		if (needs.some((id) => says(id) === 'more')) continue;
		if (onlyWithout && says(onlyWithout) !== 'no') continue;
		left.delete(lone);
		notices.push(`${fieldsById.get(lone)?.label}: not sent, because ${reason}`);
	}
	return left;
}

const isNo = ({ text }: Cell) => /^n(o)?$/i.test(text);
