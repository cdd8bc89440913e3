// A published workflow that asks who has changed, run after run, and another program that changes users meanwhile.
import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { beforeEach } from 'vitest';
import { ConcurIdentity } from '../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { otherProgram } from '../../../support/otherProgram.mts';
import { jsonOf, virtualWorld, type Options } from '../../../support/virtualWorld.mts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

export const minutes = (count: number) => count * 60_000;
export const hours = (count: number) => minutes(60) * count;

export const namesOf = (items: IDataObject[]) =>
	items.map(({ employeeNumber }) => String(employeeNumber));

/** From now on to the end of the test file; each test begins with a fresh company, and n8n has stored nothing. */
export function changedWorld(settings: Parameters<typeof virtualWorld>[0] = {}) {
	const world = virtualWorld(settings);
	const node = new ConcurIdentity();
	let staticData: IDataObject | undefined;
	let workflowId: string;
	let program: Awaited<ReturnType<typeof otherProgram>> | undefined;
	/** As after a start of n8n that knows only this. */
	const store = (data: IDataObject | undefined) => {
		staticData = data;
		workflowId = randomUUID();
	};
	beforeEach(() => {
		store(undefined);
		program = undefined;
	});
	const connected = async () => (program ??= await otherProgram(world.simulator));

	const tryRun = async (parameters: object = {}, options: Options = {}, items: object[] = [{}]) => {
		const form = { since: 'lastRun', ...parameters };
		const result = await world.run(node, 'changedSince', form, items, {
			mode: 'trigger',
			staticData,
			workflowId,
			...options,
		});
		staticData = result.staticData;
		return result;
	};
	return {
		world,
		/** One execution; what n8n stores is kept for the next one, also after an error. */
		tryRun,
		/** Its items. */
		run: async (...args: Parameters<typeof tryRun>) => jsonOf(await tryRun(...args)),
		get stored() {
			return staticData;
		},
		store,
		/** Lets SAP Concur's clock go on; with it, tokens expire. */
		pass: (ms: number) => {
			world.simulator.advance(ms);
			program = undefined;
		},
		/** Changes the title of a user. */
		change: async (id: string, title: string) =>
			await (await connected()).patchIdentity(id, { op: 'replace', path: 'title', value: title }),
		add: async (no: string) => {
			const { create, companyId } = await connected();
			await create({
				schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
				userName: `${no}@example.com`,
				name: { givenName: 'Pat', familyName: 'Doe' },
				emails: [{ type: 'work', value: `${no}@example.com` }],
				[enterprise]: { companyId, employeeNumber: no },
			});
		},
		/** UUIDs of the users of a filter, oldest first. */
		idsOf: async (filter: string) =>
			(await (await connected()).search(filter, ['id'])).map(({ id }) => String(id)),
		/** Another company, of so many made-up users. */
		found: (users: number) => {
			world.simulator.reset({ users });
			program = undefined;
		},
	};
}
