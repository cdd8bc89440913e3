// The company's own employee form: in the mapper while somebody sets up the node, and in the checks of a run.
import type { IDataObject, ResourceMapperField } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { defaultOauthSettings } from '../../../../simulator/oauth/settings.mts';
import { located, mapped } from '../../../support/concur.mts';
import { callMethod } from '../../../support/executeNode.mts';
import { fieldsOfRow, goOn, jsonOf, rows, virtualWorld } from '../../../support/virtualWorld.mts';

const scope = 'spend.user.general.read';
const { scopes: allScopes } = defaultOauthSettings().app;
const lookAtForm = 'GET /profile/spend/v4.1/FormFields';

const world = virtualWorld({
	company: {
		formFields: [
			{ name: 'Custom3', label: 'Profit center', isRequired: true },
			{ name: 'Custom5', label: 'Project', maxLength: 5 },
			{ name: 'Custom7', label: 'Old project', isRequired: true, access: 'HD' },
			{ name: 'CtryCode', label: 'Country of residence' },
		],
		lists: { custom3: ['P1'] },
	},
});
const spend = { spendCountry: 'DE', spendLocale: 'de-DE', reimbursementCurrency: 'EUR' };
const lackScope = () =>
	world.simulator.settings({ app: { scopes: allScopes.filter((one) => one !== scope) } });
const provisioning = new ConcurProvisioning();
const create = async (fields: IDataObject, items: object[] = rows(1), options: object = {}) =>
	await world.run(
		provisioning,
		'create',
		{ fields: mapped({ ...fieldsOfRow, ...fields }) },
		items,
		options,
	);

describe('the mapper', () => {
	const fieldsOf = async (
		method: keyof ConcurProvisioning['methods']['resourceMapping'] = 'provisioningCreateFields',
		credentials: object = world.credentials,
	) => {
		const node = method.startsWith('identity') ? new ConcurIdentity() : provisioning;
		const group = 'resourceMapping' as const;
		const loaded = await callMethod({ node, group, method, credentials: { ...credentials } });
		return (loaded as { fields: ResourceMapperField[] }).fields;
	};
	const field = (fields: ResourceMapperField[], id: string) => fields.find((one) => one.id === id)!;

	it("shows the company's labels with SAP's beside them, and asks for what the company requires", async () => {
		const fields = await fieldsOf();
		expect(field(fields, 'custom3')).toMatchObject({
			displayName: 'Profit center (Custom 3)',
			required: true,
			removed: false,
		});
		expect(field(fields, 'custom4')).toMatchObject({ displayName: 'Custom 4', required: false });
		expect(field(fields, 'spendCountry').displayName).toBe(
			'Country of residence (Expense country), e.g. DE',
		);
		expect(field(fields, 'custom7')).toMatchObject({ displayName: 'Custom 7', required: false });
		expect(fields.some((one) => 'canBeUsedToMatch' in one)).toBe(false);
		expect(await world.requests()).toEqual([lookAtForm]);
	});

	it('lists custom fields that the company uses before the rest, and hidden ones last', async () => {
		const ids = (await fieldsOf()).map(({ id }) => id);
		expect(ids.at(-1)).toBe('custom7');
		expect(ids.indexOf('custom5')).toBeLessThan(ids.indexOf('middleName'));
		expect(new Set(ids).size).toBe(ids.length);
	});

	it('requires nothing of the company in an update or of an identity', async () => {
		for (const method of ['provisioningUpdateFields', 'identityCreateFields'] as const) {
			expect(field(await fieldsOf(method), 'custom3')?.required ?? false).toBe(false);
		}
	});

	it("shows SAP's labels, and marks why, for an app without the scope", async () => {
		lackScope();
		const fields = await fieldsOf();
		expect(fields[0]).toMatchObject({ id: 'userName', canBeUsedToMatch: false });
		expect(fields.filter((one) => 'canBeUsedToMatch' in one)).toHaveLength(1);
		expect(field(fields, 'custom3')).toMatchObject({ displayName: 'Custom 3', required: false });
	});

	it.each([
		['an error', { status: 500, body: '' }],
		['a page of a proxy', { status: 200, body: '<html>Sign in</html>' }],
		['something else', { status: 200, body: '{"Resources":5}' }],
		['a long pause', { status: 503, body: '', headers: { 'retry-after': '300' } }],
	])("shows SAP's labels within seconds when %s comes back", async (_, answer) => {
		await world.through(({ path }, given) => (path.includes('FormFields') ? answer : given));
		const began = Date.now();
		const fields = await fieldsOf();
		expect(Date.now() - began).toBeLessThan(10_000);
		expect(await world.count(lookAtForm)).toBe(1);
		expect(fields[1]).toMatchObject({ canBeUsedToMatch: false });
		expect(fields.filter((one) => 'canBeUsedToMatch' in one)).toHaveLength(1);
	});

	it('marks nothing for a company without a form, and without a credential', async () => {
		await world.through(({ path }, given) =>
			path.includes('FormFields') ? { status: 404, body: '' } : given,
		);
		for (const fields of [await fieldsOf(), await fieldsOf(undefined, {})]) {
			expect(fields.some((one) => 'canBeUsedToMatch' in one)).toBe(false);
			expect(field(fields, 'custom3').displayName).toBe('Custom 3');
		}
	});
});

describe('a run', () => {
	it("refuses a row without a custom field that the company requires, in the company's words", async () => {
		const { error } = await create(spend);
		expect(error?.message).toBe('Pat Doe, N0: Profit center (Custom 3) is missing [item 0]');
		expect(error?.description).toContain("Enter it too. Your company's employee form requires it.");
		expect(await world.requests()).toEqual([lookAtForm]);
	});

	it("refuses a value that is longer than the company's form allows, also in an update", async () => {
		const fields = { custom3: 'P1', custom5: '123456' };
		const created = await create({ ...spend, ...fields });
		const message = 'Project (Custom 5) is too long: 6 characters (sent: "123456") [item 0]';
		expect(created.error?.message).toBe(`Pat Doe, N0: ${message}`);
		const user = located('employeeNumber', '1001');
		const updated = await world.run(provisioning, 'update', { user, fields: mapped(fields) });
		expect(updated.error?.message).toContain(message);
	});

	it('names other wrong values as the company does', async () => {
		const { error } = await create({ ...spend, custom3: 'P1', spendCountry: 'Nowhere' });
		expect(error?.message).toContain('Country of residence (Expense country) ');
	});

	it('asks for the form once, and sends what fits', async () => {
		const sent = jsonOf(await create({ ...spend, custom3: 'P1', custom5: '12345' }, rows(120)));
		expect(sent.map(({ outcome }) => outcome)).toEqual(Array(120).fill('submitted'));
		expect(await world.count(lookAtForm)).toBe(1);
	});

	it('does not ask for the form without expense data', async () => {
		jsonOf(await create({ department: 'Finance' }));
		const user = located('employeeNumber', '1001');
		const changes = mapped({ department: 'Finance', spendCountry: 'DE' });
		jsonOf(await world.run(provisioning, 'update', { user, fields: changes }));
		expect(await world.count(lookAtForm)).toBe(0);
	});

	it('leaves it to SAP Concur without the scope, and does not even ask', async () => {
		lackScope();
		const [item] = jsonOf(await create(spend));
		expect(item).toMatchObject({ outcome: 'submitted' });
		expect(JSON.stringify(item!.notices)).not.toMatch(/form|scope/);
		expect(await world.count(lookAtForm)).toBeLessThanOrEqual(2);
		world.changeCredential({ missingScopes: `user.provision.read ${scope}` });
		const before = await world.count(lookAtForm);
		jsonOf(await create(spend, [{ mail: 'other@example.com', no: 'N7' }]));
		expect(await world.count(lookAtForm)).toBe(before);
	});

	it.each([
		['an error', { status: 500, body: '' }],
		['a page of a proxy', { status: 200, body: '<html>Sign in</html>' }],
		['fields without names', { status: 200, body: '[{},{"name":5},{"Name":{}}]' }],
	])('goes on when %s comes back instead of the form', async (_, answer) => {
		await world.through(({ path }, given) => (path.includes('FormFields') ? answer : given));
		expect(jsonOf(await create(spend))[0]).toMatchObject({ outcome: 'submitted' });
	});

	it('understands a plain list with the keys of the schema', async () => {
		const body = JSON.stringify([{ Name: 'Custom9', Label: 'Plant', isRequired: true }]);
		await world.through(({ path }, given) =>
			path.includes('FormFields') ? { status: 200, body } : given,
		);
		expect((await create(spend)).error?.message).toContain('Plant (Custom 9) is missing');
	});

	it('says of a standard field that it is not sent, and leaves it to SAP Concur', async () => {
		world.simulator.settings({
			company: { formFields: [{ name: 'LedgerKey', label: 'Books', isRequired: true }] },
		});
		const [item] = jsonOf(await create(spend));
		expect(item).toMatchObject({ outcome: 'submitted' });
		const notice = "Books (Ledger): not sent, although your company's employee form requires it";
		expect(item!.notices).toContain(notice);
	});

	it.each([
		['comes back only in the second try', (look: number) => look <= 2],
		['does not come back in the second try', (look: number) => look > 1],
	])('sends nobody twice when the form %s', async (_, isAway) => {
		world.simulator.settings({
			company: { formFields: [{ name: 'LedgerKey', label: 'Books', isRequired: true }] },
		});
		let looks = 0;
		await world.through(({ path }, given) =>
			path.includes('FormFields') && isAway(++looks) ? { status: 503, body: '' } : given,
		);
		const [bad, good] = rows(2);
		const items = [{ ...bad, mail: 'nobody' }, good!];
		const retry = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1, ...goOn };
		const sent = jsonOf(await create(spend, items, retry));
		expect(sent.map(({ outcome }) => outcome)).toEqual(['failed', 'submitted']);
		expect(await world.count('POST /profile/v4/Bulk')).toBe(1);
	});

	it('fails only the rows that lack something, where the workflow goes on', async () => {
		const fields = { ...spend, custom3: '={{ $json.center }}' };
		const [good, bad] = rows(2);
		const sent = jsonOf(await create(fields, [{ ...good, center: 'P1' }, bad!], goOn));
		expect(sent.map(({ outcome }) => outcome)).toEqual(['submitted', 'failed']);
		expect(sent[1]!.errors).toEqual([
			{
				field: 'custom3',
				label: 'Profit center (Custom 3)',
				column: 'center',
				message: 'is missing',
				hint: "Enter it too. Your company's employee form requires it.",
			},
		]);
	});
});

describe('Map Automatically', () => {
	const automatic = { mappingMode: 'autoMapInputData', value: null, schema: [] };
	const jane = {
		'User name': 'jane@example.com',
		'First name': 'Jane',
		'Last name': 'Doe',
		'Work email': 'jane@example.com',
	};
	const map = async (row: object) =>
		await world.run(provisioning, 'create', { fields: automatic }, [row]);

	it('takes a label of the company for a heading', async () => {
		const { spendLocale, reimbursementCurrency } = spend;
		const own = { 'PROFIT CENTER': 'P1', 'Country of residence': 'AT' };
		const [item] = jsonOf(await map({ ...jane, spendLocale, reimbursementCurrency, ...own }));
		// Without any of the two, the row would be refused.
		expect(item).toMatchObject({ outcome: 'submitted' });
		expect(await world.count(lookAtForm)).toBe(1);
	});

	it('says that labels of the company were not recognized while the form does not come back', async () => {
		await world.through(({ path }, given) =>
			path.includes('FormFields') ? { status: 503, body: '' } : given,
		);
		const result = await map({ ...jane, ...spend, 'Profit center': 'P1' });
		const sentence =
			"Your company's own labels were not recognized in this run, because SAP Concur did not return its employee form.";
		expect(jsonOf(result)[0]!.notices).toContain(sentence);
		expect(result.hints[0]).toMatchObject({ type: 'warning' });
		expect(result.hints[0]!.message).toContain(sentence);
		const known = await map({ ...jane, ...spend, 'User name': 'john@example.com' });
		expect(JSON.stringify(known)).not.toContain('own labels');
	});

	it('does not ask for the form when all headings are known and none is about Expense', async () => {
		jsonOf(await map(jane));
		expect(await world.count(lookAtForm)).toBe(0);
	});
});

describe('Get Form Fields', () => {
	const catalog = async () =>
		jsonOf(await world.run(provisioning, 'getFormFields', { formOf: 'catalog' }));

	it("lists every field with its headings and an example, in the company's words", async () => {
		const fields = await catalog();
		expect(fields.length).toBeGreaterThan(230);
		expect(fields.find(({ id }) => id === 'custom3')).toMatchObject({
			label: 'Custom 3',
			companyLabel: 'Profit center',
			group: 'Custom fields',
			required: true,
			headings: expect.stringMatching(/^Custom 3 · Profit center · /),
		});
		expect(fields.find(({ id }) => id === 'custom5')).toMatchObject({ maxLength: 5 });
		expect(fields.find(({ id }) => id === 'workEmail')).toMatchObject({ required: true });
		expect(fields.find(({ id }) => id === 'startDate')).toMatchObject({
			form: 'YYYY-MM-DD',
			example: '2026-12-31',
		});
		for (const { form, example } of fields) {
			expect(form).not.toBe('');
			expect(example).not.toBe('');
		}
	});

	it('lists them without the scope, too', async () => {
		lackScope();
		const custom3 = (await catalog()).find(({ id }) => id === 'custom3')!;
		expect(custom3).not.toHaveProperty('companyLabel');
		expect(custom3).not.toHaveProperty('required');
	});
});
