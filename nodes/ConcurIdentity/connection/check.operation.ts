// Room connection: in what state the connection to SAP Concur is, told before something fails.
// It only reads; what a scope is needed for is known by the credential, and what an event needs by shared/concur/events.
import type { BatchOperation } from '../../shared/run/operation';
import { eventLines } from './eventLines';
import { readConnection } from './readConnection';
import { scopeLines } from './scopeLines';
import { serviceLines } from './serviceLines';
import { tokenLines } from './tokenLines';

/** Runs once, however many items come in: they all share the one credential. */
export const check: BatchOperation = {
	name: 'Check',
	action: 'Check the connection',
	description:
		'Check the tokens, the scopes, the company, and the events of the credential. Returns one item per check, with what to do. Nothing is changed in SAP Concur.',
	fields: [],
	hasNoSupportDetails: true,

	async executeAll(items) {
		const connection = await readConnection.call(this);
		const lines = [tokenLines, scopeLines, serviceLines, eventLines].flatMap((linesOf) =>
			linesOf(connection),
		);
		return lines.map((line) => ({
			itemIndex: 0,
			itemIndexes: [...items.keys()],
			json: { ...line },
		}));
	},
};
