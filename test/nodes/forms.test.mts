// What holds for the forms of all nodes, whatever they ask for.
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { expect, it } from 'vitest';
import { ConcurApi } from '../../credentials/ConcurApi.credentials.ts';
import { ConcurEssTrigger } from '../../nodes/ConcurEssTrigger/ConcurEssTrigger.node.ts';
import { ConcurIdentity } from '../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { ConcurProvisioningStatus } from '../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';

const identity = new ConcurIdentity();
const provisioning = new ConcurProvisioning();
const status = new ConcurProvisioningStatus();
const types = [identity, provisioning, status, new ConcurEssTrigger()];

const fieldsOf = ({ description }: (typeof types)[number], operation: string) =>
	description.properties.filter(({ displayOptions }) =>
		displayOptions?.show?.operation?.includes(operation),
	);
const noticesOf = (type: (typeof types)[number], operation: string) =>
	fieldsOf(type, operation).flatMap((field) =>
		field.type === 'notice' &&
		!Object.keys(field.displayOptions!.show!).some((key) => key.startsWith('/'))
			? [field.displayName]
			: [],
	);

/** All that a person reads in a form, in its menus and collections, too. */
function textsOf({
	displayName,
	description,
	hint,
	placeholder,
	options,
}: INodeProperties): string[] {
	const inside = (options ?? []).flatMap((option) =>
		'value' in option
			? [option.name, option.description, option.action]
			: textsOf({
					...option,
					...('values' in option && { options: option.values }),
				} as INodeProperties),
	);
	return [displayName, description, hint, placeholder, ...inside].flatMap((text) => text ?? []);
}

it.each(types)('has a sentence of its own for each operation, for the list of actions', (type) => {
	// A tool has the same menu once more, with another default.
	const menus = type.description.properties.filter(
		({ name, displayOptions }) => name === 'operation' && !displayOptions?.show?.['@tool'],
	);
	const actions = menus.flatMap(({ options }) =>
		(options as INodePropertyOptions[]).map(({ action }) => action ?? ''),
	);
	expect(actions.filter((action) => !/^[A-Z][a-z]+ [a-zA-Z ]+$/.test(action))).toEqual([]);
	expect(new Set(actions).size).toBe(actions.length);
});

it('asks for a resource only where there is a choice, and n8n still finds the operations', () => {
	const menuOf = ({ description }: (typeof types)[number]) =>
		description.properties.find(({ name }) => name === 'resource');
	expect(menuOf(identity)).toMatchObject({ type: 'options' });
	expect(menuOf(provisioning)).toMatchObject({ type: 'options' });
	// n8n's list of actions goes through the options of a field of this name, of whatever type.
	expect(menuOf(status)).toMatchObject({
		type: 'hidden',
		default: 'provisioningRequest',
		options: [{ value: 'provisioningRequest' }],
	});
});

it('says Expense, and not Spend', () => {
	const properties = [...types.flatMap(({ description }) => description.properties)];
	const texts = [...properties, ...new ConcurApi().properties].flatMap(textsOf);
	expect(texts.length).toBeGreaterThan(300);
	// Scopes have SAP's own names.
	expect(texts.filter((text) => /\bspend\b(?!\.[a-z])/i.test(text))).toEqual([]);
});

it('says where a person may take the wrong node or operation', () => {
	for (const operation of ['create', 'upsert']) {
		expect(noticesOf(identity, operation).join()).toContain('use it instead');
	}
	expect(noticesOf(identity, 'deactivate').join()).toContain('Terminate');
	expect(noticesOf(identity, 'reactivate')).toEqual([]);
	for (const operation of ['create', 'upsert', 'update', 'terminate', 'setApprovers', 'repair']) {
		const [notice] = noticesOf(provisioning, operation);
		expect(notice).toContain('connect SAP Concur Provisioning Status after this node');
	}
	for (const operation of ['plan', 'getProfile', 'getFormFields', 'drift']) {
		expect(noticesOf(provisioning, operation)).toEqual([]);
	}
});

it.each([
	[provisioning, 'terminate', ['lastDay']],
	[provisioning, 'recordLeave', ['leaveStart', 'leaveEnd']],
	[provisioning, 'endLeave', ['leaveStart', 'leaveEnd']],
	[provisioning, 'rehire', ['newStartDate']],
	[identity, 'changedSince', ['time']],
])('%#: shows beside a day or a time how it is written', (type, operation, names) => {
	for (const name of names) {
		const field = fieldsOf(type, operation).find((one) => one.name === name);
		expect(field?.description).toMatch(/e\.g\. 2026-\d\d-\d\d/i);
	}
});
