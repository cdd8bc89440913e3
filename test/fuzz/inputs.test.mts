// What a workflow hands to the nodes: columns, JSON fields, locators, filters, and items for Status, with anything in the
// place of anything.
import type { IDataObject, INodeType } from 'n8n-workflow';
import { expect, it } from 'vitest';
import { ConcurIdentity } from '../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { ConcurProvisioningStatus } from '../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { fieldsById } from '../../nodes/shared/schema/flatFields.ts';
import { located, mapped } from '../support/concur.mts';
import { timeoutOf } from './counts.mts';
import { Faults, itemsOf } from './faults.mts';
import { mutatedJson, oddJson, type Chance } from './mutate.mts';
import { fields, genuineReply, items, profileOf } from './people.mts';
import { fuzzWorld, someOnError } from './world.mts';

const world = fuzzWorld();
const columns = [...fieldsById.keys()];
const user = located('id', '={{ $json.id }}');

interface Input {
	node: INodeType;
	parameters(chance: Chance): IDataObject;
	/** The item of the second person, as JSON, and of the others. */
	odd(chance: Chance): string;
	genuine: IDataObject;
}

const fromColumn = (chance: Chance) => ({ ...fields.value, [chance.oneOf(columns)]: '={{ $json.odd }}' }); // prettier-ignore
const additional = '={{ $json.odd }}';
const status = (index: number) => ({
	...items[index],
	bulkId: `item-${index}`,
	sent: ['core', 'spend.User'],
	operation: 'create',
	userName: `${items[index]!.name}@example.com`,
	outcome: 'failed',
	why: 'Not possible',
	error: 'Not possible',
	hint: 'Try again.',
	errors: [{ field: 'title', label: 'Job title', message: 'Too long', hint: 'Change it.' }],
	extensions: {},
	changes: [],
	notices: [],
	correlationId: 'c',
});
const profile = profileOf(1);
delete profile.id;
delete profile.meta;

const inputs: Input[] = [
	...[new ConcurIdentity(), new ConcurProvisioning()].flatMap((node): Input[] => [
		{
			node,
			parameters: (chance) => ({ operation: 'create', submitAs: 'single', additionalAttributes: '{}', fields: mapped(fromColumn(chance)) }),
			odd: oddJson,
			genuine: {},
		},
		{
			node,
			parameters: (chance) => ({ operation: 'update', submitAs: 'single', user, additionalAttributes: '{}', changes: mapped({ title: 'x', [chance.oneOf(columns)]: '={{ $json.odd }}' }) }),
			odd: oddJson,
			genuine: {},
		},
		{
			node,
			parameters: () => ({ operation: 'create', submitAs: 'single', fields, additionalAttributes: additional }),
			odd: (chance) => mutatedJson(profile, chance),
			genuine: { odd: '{}' },
		},
		{
			node,
			parameters: () => ({ operation: 'update', submitAs: 'single', user, changes: mapped({ title: 'x' }), additionalAttributes: additional }),
			odd: (chance) => mutatedJson(profile, chance),
			genuine: { odd: '{}' },
		},
		...['delete', 'update'].map((operation): Input => ({
			node,
			parameters: (chance) => ({ operation, confirmDelete: true, submitAs: 'single', changes: mapped({ title: 'x' }), user: chance.hits(0.2) ? '={{ $json.odd }}' : located(chance.oneOf(['id', 'list', 'userName', 'email', '__proto__', 'constructor']), '={{ $json.odd }}') }),
			odd: (chance) => (chance.hits(0.5) ? oddJson(chance) : mutatedJson(located('id', items[1]!.id), chance)),
			genuine: {},
		})),
	]),
	{
		node: new ConcurIdentity(),
		parameters: () => ({ operation: 'update', send: 'operations', user, patchOperations: additional }),
		odd: (chance) => mutatedJson([{ op: 'replace', path: 'title', value: 'Director' }, { op: 'add', path: 'emails[type eq "work"].value', value: 'x' }], chance),
		genuine: { odd: [{ op: 'replace', path: 'title', value: 'Director' }] },
	},
	{
		node: new ConcurIdentity(),
		parameters: (chance) => ({ operation: 'getAll', returnAll: false, limit: chance.hits(0.3) ? '={{ $json.odd }}' : 5, ...(chance.hits(0.5) ? { filterType: 'expression', filter: '={{ $json.odd }}' } : { filterType: 'conditions', match: 'and', conditions: { condition: [{ attribute: chance.hits(0.2) ? '={{ $json.odd }}' : 'userName', operator: chance.hits(0.2) ? '={{ $json.odd }}' : 'eq', value: '={{ $json.odd }}' }] } }), simplify: true, attributes: chance.hits(0.1) ? '={{ $json.odd }}' : [] }),
		odd: oddJson,
		genuine: {},
	},
	{
		node: new ConcurProvisioningStatus(),
		parameters: () => ({ operation: 'get', provisionId: '={{ $json.odd.provisionId }}' }),
		odd: (chance) => mutatedJson(chance.hits(0.5) ? status(1) : { ...status(1), provisionId: null }, chance),
		genuine: {},
	},
]; // prettier-ignore

it(
	'are taken or refused with a sentence, and the other items have their results',
	async () => {
		const faults = new Faults('inputs');
		world.stub.answer = genuineReply;
		await faults.tryAll(async (chance) => {
			const { node, parameters, odd, genuine } = chance.oneOf(inputs);
			const onError = someOnError(chance);
			const form = parameters(chance);
			const text = odd(chance);
			const value = JSON.parse(text) as IDataObject;
			const isStatus = node instanceof ConcurProvisioningStatus;
			const second: IDataObject = isStatus ? { ...value, odd: value } : { ...items[1], odd: value };
			const given = [{ ...items[0], ...genuine }, second, { ...items[2], ...genuine }];
			const input = `${node.constructor.name} ${JSON.stringify(form).slice(0, 200)} ${onError} ${text}`; // prettier-ignore
			const result = await world.run(node, form, given as IDataObject[], onError);
			// With the error output, n8n copies the input item.
			for (const { json } of result.outputs.flat()) delete json.odd;
			// Status passes on what an item says, even if it is long, or nothing that n8n could store.
			if (isStatus && (text.length > 5000 || !canBeWritten(second))) result.outputs.length = 0;
			world.judge({
				faults,
				result,
				onError,
				input,
				mayBeEmpty: form.operation === 'getAll' || result.outputs.length === 0,
			});
			for (const { path } of world.stub.asked) {
				if (/\.\.|\/\/|%|\s/.test(path)) faults.add(`asks for ${path.slice(0, 100)}`, input);
			}
			world.stub.asked.length = 0;
			for (const { json } of itemsOf(result, 1)) {
				if (json.outcome === 'submitted' && json.provisionId === null && json.operation !== 'delete') faults.add('is submitted without a provisioning ID', input); // prettier-ignore
			}
			return input;
		});
		expect(faults.report()).toEqual([]);
	},
	timeoutOf('inputs'),
);

function canBeWritten(item: IDataObject): boolean {
	try {
		return JSON.stringify(item) !== undefined;
	} catch {
		return false;
	}
}
