// When the credential shows what its scopes do not allow: n8n's own code says so, from what it has saved.
import { NodeHelpers, type INodeParameters, type INodeProperties } from 'n8n-workflow';
import { expect, it } from 'vitest';
import { ConcurApi } from '../../credentials/ConcurApi.credentials.ts';
import { ConcurEssTrigger } from '../../nodes/ConcurEssTrigger/ConcurEssTrigger.node.ts';
import { ConcurIdentity } from '../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { ConcurProvisioningStatus } from '../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';

const { properties } = new ConcurApi();

const shownFor = (values: INodeParameters) =>
	properties
		.filter(({ name }) => name.startsWith('lacks'))
		.filter((notice) => NodeHelpers.displayParameter(values, notice, null, null))
		.map(({ name }) => name);

it.each([
	['of an earlier version', {}, []],
	['that lacks nothing', { missingScopes: '' }, []],
	[
		'that lacks two scopes',
		{ missingScopes: 'user.provision.read spend.user.general.read' },
		['lacksUserProvisionRead', 'lacksSpendUserGeneralRead'],
	],
])('a credential %s shows a notice for each missing scope', (_, values, expected) => {
	expect(shownFor(values)).toEqual(expected);
});

/** Names that a form asks in its conditions and does not have. */
function unknownConditions(form: INodeProperties[]): string[] {
	const names = new Set(form.map(({ name }) => name));
	return form.flatMap(({ displayOptions: { show, hide } = {} }) =>
		Object.keys({ ...show, ...hide }).filter((key) => !/^[/@]/.test(key) && !names.has(key)),
	);
}

it.each([
	['the credential', properties],
	...[
		new ConcurIdentity(),
		new ConcurProvisioning(),
		new ConcurProvisioningStatus(),
		new ConcurEssTrigger(),
	].map(
		({ description }) =>
			[description.displayName, description.properties] satisfies [string, INodeProperties[]],
	),
])('%s asks only for fields of its own form or for paths from its root', (_, form) => {
	// n8n 1 waits for any other until it gives up with "Could not resolve parameter dependencies".
	expect(unknownConditions(form as INodeProperties[])).toEqual([]);
});
