// The items of SAP Concur Identity.
import { listOf, object, oneOf, text, yesOrNo, type Properties } from './jsonSchema.mts';
import { changes, failure } from './parts.mts';
import { identity, who } from './user.mts';

const outcome = oneOf('succeeded', 'unchanged', 'failed', 'unknown');

/** Who, what became of it, and why come first, what only a rejected item has last. */
const written = (result: Properties, more: Properties = {}) =>
	object({
		...who,
		outcome,
		why: text,
		hint: text,
		...more,
		...result,
		...failure,
	});

const user: Properties = { ...identity, warnings: listOf(text), notices: listOf(text) };
const read = (more: Properties = {}, last: Properties = {}) =>
	object({ ...who, ...more, ...identity, ...last });

export const identityItems = {
	user: {
		upsert: written(user, { operation: text, changes }),
		create: written(user),
		update: written(user),
		replace: written(user),
		deactivate: written(user),
		reactivate: written(user),
		delete: written({ deleted: yesOrNo, id: text }),
		get: read(),
		getAll: read(),
		changedSince: read({ change: oneOf('created', 'changed') }, { nextSince: text }),
	},
	connection: {
		check: object({
			check: text,
			state: oneOf('ok', 'warning', 'failed'),
			found: text,
			cure: text,
		}),
		supportDetails: object({ ...who, supportDetails: text }),
	},
};
