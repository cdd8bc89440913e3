import type { Finding } from '../../../shared/schema/fieldIssue';
import type { RecordType } from '../records/recordTypes';

/**
 * A login, email, or name that is none, in a record with a password: its cells are probably shifted, and the password can stand in any
 * of them. Says no value.
 */
export function shiftedCell(cells: readonly string[], { documented }: RecordType) {
	const secret = documented.find((one) => one.secret);
	if (!secret) return undefined;
	const cellOf = (column: number) => cells[column - 1]?.trim() ?? '';
	for (const { column, name, field = '' } of documented) {
		const known = forms[field];
		if (!known) continue;
		const { form, ...finding } = known;
		const cell = cellOf(column);
		// Without an email, the password tells whether it stands in its place.
		const isFound = field === 'workEmail' && cell === '' && address.test(cellOf(secret.column));
		const isRight = /^(|\$blank\$|CLEAR)$/i.test(cell) || form.test(cell);
		if (isFound || !isRight) return { column, name, field, ...finding };
	}
	return undefined;
}

const shifted = 'If the cell looks right, look for a separator too many or too few before it.';
const address = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;
const ofName = { form: /^[^@]*$/, problem: 'must be a name, without @', cure: shifted };
const forms: Partial<Record<string, Finding & { form: RegExp }>> = {
	givenName: ofName,
	middleName: ofName,
	familyName: ofName,
	userName: {
		form: /^[^@\s]+@[^@\s]+$/,
		problem: 'must have the form name@domain',
		cure: `Use a login name such as jane.doe@example.com. ${shifted}`,
	},
	workEmail: {
		form: address,
		problem: 'is not an email address',
		cure: `Use an address such as jane.doe@example.com. ${shifted}`,
	},
};
