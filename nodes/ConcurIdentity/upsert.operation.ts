import reject from 'lodash/reject';
import { isReading } from '../shared/run/understood';
import { changesOf } from '../shared/form/changesOf';
import { changesOfRow } from '../shared/form/existing/changesOfRow';
import {
	clearWithOption,
	inactivePeopleField,
	matchByField,
} from '../shared/form/existing/matchFields';
import { readRow } from '../shared/form/existing/readRow';
import { resolveUpsert } from '../shared/form/existing/resolveUpsert';
import type { UpsertForm } from '../shared/form/existing/upsertForm';
import { withManager } from '../shared/form/people/references';
import { simplifyField } from '../shared/form/simplify';
import { userFields } from '../shared/form/userFields';
import { keysOfUser } from '../shared/form/userLocator';
import { namesIn } from '../shared/person/namesIn';
import { toPatchOperations } from '../shared/person/patchOperations';
import { lossesByPatch } from '../shared/run/brake/losses';
import type { ItemOperation } from '../shared/run/operation';
import { optionsField } from '../shared/run/parameters/optionsField';
import { changedUser } from './write/changedUser';
import { createdUser } from './write/createdUser';
import { setManager } from './write/setManager';
import { writtenUser } from './write/writtenUser';
import { noExpenseNotice } from './write/notices';

export const upsert: ItemOperation<UpsertForm> = {
	name: 'Create or Update',
	action: 'Create or update a user',
	description:
		'Create users who are missing, change what differs, and leave the others alone. The same file can be sent again at any time.',
	fields: [
		noExpenseNotice,
		matchByField,
		inactivePeopleField,
		...userFields('identity', 'upsert'),
		simplifyField,
		optionsField([clearWithOption]),
	],
	writes: true,
	brake: 'peopleAndRows',

	async check(itemIndex) {
		return await readRow.call(this, itemIndex, 'identity');
	},

	resolve: resolveUpsert('identity'),

	withManager: (form, userId) => ({ ...form, document: withManager(form.document, userId) }),

	setManager,

	namesOf: ({ document }) => keysOfUser(undefined, document),

	takesAway: {
		losses: ({ document, existing }) =>
			existing ? lossesByPatch(toPatchOperations(document, existing), existing) : [],
		isUnchanged: ({ document, existing, hasLeft, leftAlone }) =>
			existing
				? toPatchOperations(document, existing, ['identity']).length === 0
				: hasLeft === true || leftAlone !== undefined,
	},

	async execute(itemIndex, form) {
		const { document, notices, existing, leftAlone } = form;
		if (leftAlone) {
			const more = { operation: 'unchanged', changes: [] };
			const names = namesIn(leftAlone);
			const outcome = 'unchanged';
			return writtenUser.call(this, itemIndex, leftAlone, { names, outcome, more, notices });
		}
		if (form.hasLeft) {
			const more = { operation: 'unchanged', changes: [] };
			return { ...namesIn(document), outcome: 'unchanged', why: '', ...more, notices };
		}
		if (!existing) return await createdUser.call(this, itemIndex, form, { operation: 'create' });
		const operations = changesOf.call(this, itemIndex, document, existing, ['identity']);
		const changes = changesOfRow(form, operations, existing);
		const names = { ...namesIn(existing), ...namesIn(document) };
		if (operations.length === 0) {
			const more = { operation: 'unchanged', changes };
			const outcome = 'unchanged';
			const told = reject(notices, isReading);
			return writtenUser.call(this, itemIndex, existing, { names, outcome, more, notices: told });
		}
		const more = { operation: 'update', changes };
		return await changedUser.call(this, itemIndex, form, {
			id: existing.id,
			operations,
			names,
			more,
		});
	},
};
