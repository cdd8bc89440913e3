// A node that reads what SAP Concur has of many people, run in n8n's own engine against the local SAP Concur.
import type { IExecuteFunctions, INodeType } from 'n8n-workflow';
import { expect } from 'vitest';
import { z } from 'zod';
import { identityPath } from '../../../../../nodes/shared/concur/identitySearch.ts';
import { urn } from '../../../../../nodes/shared/schema/attributes.ts';
import { concurRequest } from '../../../../../nodes/shared/concur/transport.ts';
import type { Key } from '../../../../../nodes/shared/concur/existing/readUsers.ts';
import { runNode, type RunOptions } from '../../../../support/executeNode.mts';
import { virtualWorld } from '../../../../support/virtualWorld.mts';

export type Reading<T> = (caller: IExecuteFunctions) => Promise<T>;

const nodeFor = (execute: Reading<void>): INodeType => ({
	description: {
		displayName: 'Reading',
		name: 'reading',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: 'Reading' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'concurApi', required: true }],
		properties: [],
	},
	async execute() {
		await execute(this);
		return [[]];
	},
});

/** For a test file: a fresh simulator for each test, and runs of the node. */
export function readingWorld(...settings: Parameters<typeof virtualWorld>) {
	const world = virtualWorld(...settings);

	/** Runs it in a node; the error of the node in place of a result, if it fails. */
	const attempt = async <T,>(reading: Reading<T>, options: RunOptions = {}) => {
		let result: T | undefined;
		let work: Promise<T> | undefined;
		const node = nodeFor(async (caller) => {
			work = reading(caller);
			result = await work;
		});
		const { error } = await runNode({ node, credentials: world.credentials, ...options });
		// After Stop, n8n does not wait for requests under way.
		await work?.catch(() => undefined);
		return { result, error };
	};

	return {
		world,
		attempt,
		/** The result of a reading that has to succeed. */
		read: async <T,>(reading: Reading<T>, options?: RunOptions): Promise<T> => {
			const { result, error } = await attempt(reading, options);
			expect(error).toBeUndefined();
			return result as T;
		},
		/** Changes a user as any client could. */
		change: async (id: string, values: Record<string, unknown>) => {
			const Operations = Object.entries(values).map(([path, value]) => ({
				op: 'replace',
				path,
				value,
			}));
			const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
			const path = `${identityPath}/${id}`;
			const { error } = await attempt(async (caller) => {
				const body = { schemas, Operations };
				await concurRequest(caller, { method: 'PATCH', path, body, expects: z.unknown() });
			});
			expect(error).toBeUndefined();
		},
		/** Creates users who have an identity and nothing else, named new0@example.com and so on. */
		createUsers: async (count: number) => {
			const companyId = String(world.credentials.concurApi.companyUuid);
			await attempt(async (caller) => {
				for (let n = 0; n < count; n++) {
					const userName = `new${n}@example.com`;
					const body = {
						schemas: [urn.core, urn.enterprise],
						userName,
						active: true,
						name: { givenName: 'Pat', familyName: 'Doe' },
						emails: [{ value: userName, type: 'work' }],
						[urn.enterprise]: { companyId, employeeNumber: `NEW${n}` },
					};
					const request = { method: 'POST', path: identityPath, body } as const;
					await concurRequest(caller, { ...request, expects: z.unknown() });
				}
			}).then(({ error }) => expect(error).toBeUndefined());
		},
		/** From here on, the simulator has so many made-up users beside its three. */
		people: (users: number) => {
			world.simulator.reset({ users });
		},
		/** How many requests of each kind reached SAP Concur. */
		counts: async () => {
			const requests = await world.requests();
			const count = (pattern: RegExp) => requests.filter((one) => pattern.test(one)).length;
			return {
				searches: count(/\.search$/),
				pages: count(/spend\/v4\.1\/Users$/),
				profiles: count(/(spend\/v4\.1|travel\/v4)\/Users\/./),
			};
		},
	};
}

/** The key of made-up user number n, from 1 on. */
export const numberOf = (n: number): Key => ({ kind: 'employeeNumber', value: `E${100000 + n}` });
export const numbersOf = (count: number): Key[] =>
	Array.from({ length: count }, (_, n) => numberOf(n + 1));

export const [grace, martin, ines] = [
	'10010000-0000-4000-8000-000000001001',
	'10020000-0000-4000-8000-000000001002',
	'10030000-0000-4000-8000-000000001003',
] as const;
