// Users who were to be created and are in SAP Concur already: the same file was sent before, or somebody was quicker.
import chunk from 'lodash/chunk';
import get from 'lodash/get';
import mapValues from 'lodash/mapValues';
import omit from 'lodash/omit';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { alreadyExistsText } from '../shared/concur/failure';
import type { IdentityUser } from '../shared/concur/identitySearch';
import { findByName, isWorkOf, namesPerSearch } from '../shared/concur/lostUsers';
import { throwIfCancelled } from '../shared/concur/pause';
import { asNodeError } from '../shared/run/nodeError';
import type { ItemResult } from '../shared/run/operation';
import { urn } from '../shared/schema/attributes';
import { saysItExists } from '../shared/status/statusItem';
import type { Rejection } from '../shared/status/statusMessages';
import { textOf } from '../shared/status/trackedItem';
import { toResult } from './inputs';

/** What SAP Concur returned for user names in lower case; null where it has no such user. */
type Found = Map<string, IdentityUser | null>;

/**
 * Adds to each result of somebody who was to be created and exists already whom SAP Concur has by that user name, so that
 * an update can repair it. After a lost response that user can be the work of the request itself, and then the outcome is
 * unknown; also when SAP Concur cannot be asked.
 * @throws NodeOperationError when the user pressed Stop
 */
export async function completeExisting(
	this: IExecuteFunctions,
	results: ItemResult[],
): Promise<ItemResult[]> {
	const names = results.filter(exists).map(({ json }) => keyOf(json.userName));
	const found = await findAll.call(this, [...new Set(names)]);
	return results.map((result) => (exists(result) ? complete.call(this, result, found) : result));
}

async function findAll(this: IExecuteFunctions, names: string[]): Promise<Found> {
	const found: Found = new Map();
	for (const some of chunk(names, namesPerSearch)) {
		throwIfCancelled(this);
		try {
			const users = await findByName(this, some);
			for (const name of some) found.set(name, null);
			for (const user of users) found.set(keyOf(user.userName), user);
		} catch (caught) {
			throwIfCancelled(this);
			const { message, context } = asNodeError.call(this, caught);
			this.logger.warn(`Users who exist already were not looked up: ${message}`);
			if (context.reach !== 'request') break;
		}
	}
	return found;
}

const keyOf = (userName: unknown) => String(userName).toLowerCase();

function exists({ json }: ItemResult): boolean {
	const { outcome, userId, userName, operation, errors } = json;
	return (
		outcome === 'failed' &&
		userId === undefined &&
		textOf(userName) !== undefined &&
		saysItExists(textOf(operation), errors as unknown as Rejection[])
	);
}

function complete(
	this: IExecuteFunctions,
	{ itemIndex, json, error }: ItemResult,
	found: Found,
): ItemResult {
	const user = found.get(keyOf(json.userName));
	const completed = user ? withUser(json, user) : json;
	const sentAt = new Date(textOf(json.firstSentAt) ?? NaN);
	const names = { employeeNumber: textOf(json.employeeNumber) };
	const isOwn = user ? isWorkOf(this, user, names, sentAt) !== false : user !== null;
	if (json.firstSentAt !== undefined && isOwn) return toResult(itemIndex, undecided(completed));
	return { ...toResult(itemIndex, completed), ...(error ? { error } : {}) };
}

/** SAP Concur rejected the second attempt of what the first one may have done. */
function undecided(json: IDataObject): IDataObject {
	const extensions = mapValues(json.extensions as IDataObject, (state) =>
		state === 'failed' || state === 'blocked' ? 'unclear' : state,
	);
	const why =
		'SAP Concur has this user already, perhaps because of this request: the response to its first attempt was lost';
	// An update of this very user does no harm; without one, nothing may be sent.
	return { ...(json.userId ? json : omit(json, 'repair')), outcome: 'unknown', why, extensions };
}

/** A user name can pass on to somebody else; the employee number tells. */
function isSamePerson(json: IDataObject, user: IdentityUser): boolean {
	const theirs = numberOf(user);
	const own = textOf(json.employeeNumber);
	return theirs === undefined || own === undefined || theirs === own;
}

const numberOf = (user: IdentityUser) => textOf(get(user, [urn.enterprise, 'employeeNumber']));

function withUser(json: IDataObject, user: IdentityUser): IDataObject {
	const isSame = isSamePerson(json, user);
	const hint = isSame
		? 'SAP Concur has this user already. Send the data with SAP Concur Provisioning (Update) to the user ID in this item.'
		: `In SAP Concur, this user name belongs to a user with the employee number "${numberOf(user)}". Check which one is right, then send another user name, or correct the employee number.`;
	const errors = (json.errors as IDataObject[]).map((error) =>
		alreadyExistsText.test(String(error.message)) ? { ...error, hint } : error,
	);
	if (!isSame) return { ...json, errors };
	const { id: userId } = user;
	const { resend } = (json.repair ?? {}) as IDataObject;
	const repair = json.repair ? { repair: { resend, operation: 'update', userId } } : {};
	return { ...json, userId, errors, ...repair };
}
