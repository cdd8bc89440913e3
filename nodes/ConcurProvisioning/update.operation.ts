import uniq from 'lodash/uniq';
import { endNotices, todayIn } from '../shared/check/checkEnd';
import { changesOf } from '../shared/form/changesOf';
import { requireRow } from '../shared/form/existing/readRow';
import { partsToRead, shortNamesIn } from '../shared/person/patchOperations';
import { patchMessage } from '../shared/person/patchMessage';
import { chosenUser, findUser, userLocator, type ChosenUser } from '../shared/form/userLocator';
import { namesIn } from '../shared/person/namesIn';
import { userFields } from '../shared/form/userFields';
import { sentValues } from '../shared/form/people/references';
import { resolvePeople } from '../shared/form/people/resolvePeople';
import { readUserDocument, type UserForm } from '../shared/form/readUserDocument';
import { namesGroupLimits } from '../shared/concur/existing/profiles/spendLimits';
import { readProfile } from '../shared/concur/readProfile';
import { lossesByPatch } from '../shared/run/brake/losses';
import type { JsonObject, ProfilePart } from '../shared/schema/attributes';
import { submitOperation } from './submit/submitOperation';

export const update = submitOperation<UserForm & { user: ChosenUser }>({
	name: 'Update',
	action: 'Update a user with expense and travel data',
	description:
		'Change the fields that are sent and leave all others as they are; also creates the first expense or travel profile of a user',
	fields: [userLocator, ...userFields('provisioning', 'update')],
	brake: 'peopleAndRows',

	async check(itemIndex) {
		const form = await readUserDocument.call(this, itemIndex, 'provisioning', 'update');
		requireRow.call(this, itemIndex, form);
		return { ...form, user: chosenUser.call(this, itemIndex) };
	},

	resolve: resolvePeople('update'),

	async complete(itemIndex, form) {
		const { document, notices, user } = form;
		const { id: userId, names } = await findUser.call(this, user, itemIndex);
		const withLimits = namesGroupLimits(document);
		const parts = allToRead(document);
		const existing = await readProfile.call(this, userId, parts, undefined, withLimits);
		const operations = changesOf.call(this, itemIndex, document, existing);
		return {
			itemIndex,
			operation: operations.length > 0 ? 'update' : 'unchanged',
			method: 'PATCH',
			path: `/Users/${userId}`,
			data: patchMessage(operations),
			document,
			userId,
			...namesIn(existing ?? {}),
			...names,
			sent: shortNamesIn(operations),
			values: sentValues(form),
			losses: lossesByPatch(operations, existing),
			notices: [...notices, ...endNotices(document, existing ?? {}, todayIn(this.getTimezone()))],
		};
	},
});

/** Somebody who becomes active can have a termination date that ends them again. */
const allToRead = (document: JsonObject): ProfilePart[] =>
	uniq([...partsToRead(document), ...(document.active === true ? (['identity'] as const) : [])]);
