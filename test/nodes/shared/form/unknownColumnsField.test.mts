// When the form shows Unknown Columns: n8n's own code says so, from what it has saved.
import { NodeHelpers, type INodeParameters, type INodeType } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';

const forms: Array<[string, INodeType, string, string]> = (
	[
		['SAP Concur Identity', new ConcurIdentity()],
		['SAP Concur Provisioning', new ConcurProvisioning()],
	] as const
).flatMap(([name, node]) => [
	[`${name}, Create`, node, 'create', 'fields'],
	[`${name}, Update`, node, 'update', 'changes'],
	[`${name}, Replace`, node, 'replace', 'fields'],
]);

const shown = ({ description }: INodeType, operation: string, more: INodeParameters) =>
	NodeHelpers.getNodeParameters(
		description.properties,
		{ resource: 'user', operation, unknownColumns: 'stop', ...more },
		true,
		false,
		{ typeVersion: 1 },
		description,
	)?.unknownColumns;

describe.each(forms)('%s shows Unknown Columns', (_, node, operation, name) => {
	it.each([
		['with Map Automatically', 'autoMapInputData', 'stop'],
		['not with Map Manually', 'defineBelow', undefined],
	])('%s', (_title, mappingMode, expected) => {
		const mapper = { mappingMode, value: null } as unknown as INodeParameters;
		expect(shown(node, operation, { [name]: mapper })).toBe(expected);
	});
});

it('shows no Unknown Columns where Update sends PATCH operations', () => {
	const changes = { mappingMode: 'autoMapInputData', value: null } as unknown as INodeParameters;
	expect(shown(new ConcurIdentity(), 'update', { changes, send: 'operations' })).toBeUndefined();
});
