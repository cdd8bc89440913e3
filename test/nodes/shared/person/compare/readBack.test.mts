// What was written and is read back as Create or Update reads it: every field of the forms is found to be the same.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toPatchOperations } from '../../../../../nodes/shared/person/patchOperations.ts';
import { fieldsById, ownFields } from '../../../../../nodes/shared/schema/flatFields.ts';
import { documentOf, everyPart, startCompany, type Company } from '../companyOfRows.mts';
import { everyOtherField } from '../rowsOfFields.mts';
import { everyField, rowWith, type Row } from '../everyField.mts';

const all = 'all';

/** Both values of a yes or no, because SAP Concur shows one of them where there is none. */
const single = ownFields.flatMap(({ id, valueKind, rules }) => {
	const isYesOrNo = rules.type === 'boolean' && valueKind !== 'role' && valueKind !== 'status';
	return isYesOrNo ? [`${id}=true`, `${id}=false`] : [id];
});

function rowOf(name: string): Row {
	const [id = '', value] = name.split('=');
	return value === undefined ? rowWith(id) : rowWith(id, value === 'true');
}

let company: Company;
let found: Awaited<ReturnType<Company['read']>>;

beforeAll(async () => {
	company = await startCompany();
	await company.create(
		new Map([[all, everyField], ...single.map((name) => [name, rowOf(name)] as const)]),
	);
	found = await company.read();
}, 60_000);
afterAll(() => company.close());

const differences = (name: string, row = company.rowOf(name)) =>
	toPatchOperations(documentOf(row), found.get(name), everyPart);

it('has an example of every field, but of roles that exclude others', () => {
	const without = ownFields.filter(({ id }) => everyField[id] === undefined);
	expect(without.map(({ valueKind }) => valueKind)).toEqual(without.map(() => 'role'));
});

it('all fields of one user at once', () => {
	expect(differences(all)).toEqual([]);
});

describe('each field alone', () => {
	it.each(single)('%s', (name) => {
		expect(differences(name)).toEqual([]);
	});
});

it('and each field with another value is a difference, but the company, in which every user stays', () => {
	const same = single.filter((name) => {
		const [id = ''] = name.split('=');
		const before = company.rowOf(name);
		const other = otherValue(id, before[id]);
		return other !== undefined && differences(name, { ...before, [id]: other }).length === 0;
	});
	expect(same).toEqual(['companyId']);
});

it('what an update has changed is the same afterwards, every field of it', async () => {
	const { employeeNumber, userName, workEmail, externalId } = company.rowOf(all);
	const row = { ...everyOtherField, employeeNumber, userName, workEmail, externalId };
	await company.patch(new Map([[all, differences(all, row)]]));
	const changed = await company.read();
	expect(toPatchOperations(documentOf(row), changed.get(all), everyPart)).toEqual([]);
	expect(differences(all, row).length).toBeGreaterThan(100);
});

/** Something else that the field can hold; undefined for a list, to which values are only added. */
function otherValue(id: string, value: unknown): unknown {
	const field = fieldsById.get(id);
	if (field?.valueKind === 'role') return 'no';
	if (typeof value === 'boolean') return !value;
	if (typeof value === 'number') return value + 1;
	if (field?.rules.type.startsWith('date')) return '2021-11-18';
	if (field?.rules.canonicalValues) {
		return field.rules.canonicalValues.find((one) => !String(value).includes(one));
	}
	return Array.isArray(value) ? undefined : `${String(value)}x`;
}
