// Bodies of errors in which anything stands in the place of anything, from SAP Concur or from a gateway.
import type { IDataObject, INodeType } from 'n8n-workflow';
import { expect, it } from 'vitest';
import { ConcurIdentity } from '../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { ConcurProvisioningStatus } from '../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { located, mapped } from '../support/concur.mts';
import type { RunResult } from '../support/executeNode.mts';
import { timeoutOf } from './counts.mts';
import { Faults, itemsOf } from './faults.mts';
import { mutatedText } from './mutate.mts';
import { errorSample, fields, genuineReply, items, personOf } from './people.mts';
import { fuzzWorld, someOnError } from './world.mts';

const world = fuzzWorld();
const envelope = 'urn:ietf:params:scim:api:messages:concur:2.0:Error';
const bodies = [
	errorSample,
	{
		schemas: ['urn:ietf:params:scim:api:messages:2.0:Error', envelope],
		status: '400',
		detail: 'Invalid request',
		scimType: 'invalidValue',
		[envelope]: {
			messages: [
				{ code: 'INVALID', message: "Invalid 'name.familyName' Size", schemaPath: 'name.familyName', type: 'error' },
				{ code: 'INVALID', message: "Principal with lookup type 'companyId,employeeNumber' already exists" },
			],
		},
	},
	{ errorMessage: 'Not possible', errorCode: '5' },
	{ message: 'Not possible' },
	{ Message: 'Not possible' },
	{ error: { message: 'Not possible', id: 'x' } },
	{ error: 'invalid_grant', error_description: 'x', code: 108 },
	[{ error: 'Not possible' }],
	{ response: { data: { message: 'Not possible' } } },
]; // prettier-ignore
/** Those of passing trouble are fewer, because they are waited for. */
const statuses = [
	400, 400, 400, 404, 404, 409, 409, 410, 413, 418, 422, 401, 403, 300, 429, 500, 502, 503, 504,
	408,
];
const retryAfter = [
	'',
	'0',
	'-5',
	'1',
	'NaN',
	'1e999',
	'Infinity',
	'0x10',
	'Wed, 21 Oct 2026 07:28:00 GMT',
	'1, 2',
];

const user = located('id', '={{ $json.id }}');
const changes = mapped({ title: 'Director' });
const operations: Array<[INodeType, IDataObject]> = [
	[new ConcurIdentity(), { operation: 'get', user }],
	[new ConcurIdentity(), { operation: 'create', fields }],
	[new ConcurIdentity(), { operation: 'update', user, changes }],
	[new ConcurIdentity(), { operation: 'delete', confirmDelete: true, user }],
	[new ConcurIdentity(), { operation: 'get', user: located('userName', '={{ $json.name }}@example.com') }],
	[new ConcurIdentity(), { operation: 'getAll', filterType: 'expression', filter: '=userName eq "{{ $json.name }}@example.com"' }],
	[new ConcurProvisioning(), { operation: 'create', fields, submitAs: 'single' }],
	[new ConcurProvisioning(), { operation: 'create', fields, submitAs: 'bulk' }],
	[new ConcurProvisioning(), { operation: 'update', user, changes, submitAs: 'single' }],
	[new ConcurProvisioning(), { operation: 'delete', confirmDelete: true, user }],
	[new ConcurProvisioning(), { operation: 'getProfile', user }],
	[new ConcurProvisioning(), { operation: 'getFormFields', formOf: 'user', user }],
	[new ConcurProvisioningStatus(), { operation: 'get' }],
]; // prettier-ignore

it(
	'of one item are put in words, and the other two have their results',
	async () => {
		const faults = new Faults('errorBodies');
		const expected: RunResult[] = [];
		for (const [node, parameters] of operations) {
			world.stub.answer = genuineReply;
			expected.push(await world.run(node, parameters, items));
			expect(expected.at(-1)?.error).toBeUndefined();
		}
		await faults.tryAll(async (chance) => {
			const which = chance.below(operations.length);
			const [node, parameters] = operations[which]!;
			const onError = someOnError(chance);
			const status = chance.oneOf(statuses);
			const body = mutatedText(chance.oneOf(bodies), chance);
			const headers = { 'retry-after': chance.oneOf(retryAfter) };
			const input = `${node.constructor.name} ${String(parameters.operation)} ${onError} ${status} ${body}`;
			world.stub.answer = (asked) =>
				personOf(asked) === 1 || asked.path.endsWith('/Bulk')
					? { status, body, headers }
					: genuineReply(asked);
			const result = await world.run(node, parameters, items, onError);
			// A credential without a right, and a bulk, concern all.
			const concernsAll = status === 401 || status === 403 || parameters.submitAs === 'bulk';
			world.judge({
				faults,
				result,
				expected: concernsAll ? undefined : expected[which],
				onError,
				input,
			});
			for (const { json } of itemsOf(result, 1)) {
				if (json.outcome === 'submitted')
					faults.add('is submitted without a provisioning ID', input);
			}
			return input;
		});
		expect(faults.report()).toEqual([]);
	},
	timeoutOf('errorBodies'),
);
