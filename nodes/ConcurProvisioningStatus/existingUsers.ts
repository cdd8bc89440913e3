// Users who were to be created and are in SAP Concur already: the same file was sent before, or somebody was quicker.
import chunk from 'lodash/chunk';
import get from 'lodash/get';
import mapValues from 'lodash/mapValues';
import omit from 'lodash/omit';
import uniqBy from 'lodash/uniqBy';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { IdentityUser } from '../shared/concur/identitySearch';
import { findHolders, isWorkOf, namesPerSearch, type Names } from '../shared/concur/lostUsers';
import { patient } from '../shared/concur/patience';
import { throwIfCancelled } from '../shared/concur/pause';
import { takenBy } from '../shared/run/holders';
import { asNodeError } from '../shared/run/nodeError';
import type { ItemResult } from '../shared/run/operation';
import { urn } from '../shared/schema/attributes';
import type { Verdict } from '../shared/status/readOperation';
import { hintOf, repairOf, toResend, type Repair } from '../shared/status/repair';
import { arranged, isTaken, saysItExists } from '../shared/status/statusItem';
import type { Rejection } from '../shared/status/statusMessages';
import { readTrackedItem, textOf } from '../shared/status/trackedItem';
import { toResult } from './inputs';

interface Found {
	/** What SAP Concur returned for user names in lower case; null where it has no such user. */
	byName: Map<string, IdentityUser | null>;
	/** All who have one of the names or employee numbers. */
	users: IdentityUser[];
}

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
	const people = uniqBy(results.filter(exists).map(namesOf), ({ userName }) => keyOf(userName));
	const found = await findAll.call(this, people);
	return results.map((result) => (exists(result) ? complete.call(this, result, found) : result));
}

const namesOf = ({ json }: ItemResult): Names => ({
	userName: textOf(json.userName),
	employeeNumber: textOf(json.employeeNumber),
});

async function findAll(this: IExecuteFunctions, people: Names[]): Promise<Found> {
	const found: Found = { byName: new Map(), users: [] };
	for (const some of chunk(people, namesPerSearch)) {
		throwIfCancelled(this);
		try {
			const users = await findHolders(this, some, patient);
			for (const { userName } of some) found.byName.set(keyOf(userName), null);
			for (const user of users) found.byName.set(keyOf(user.userName), user);
			found.users.push(...users);
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
		// An item that was put out before without its details has none.
		Array.isArray(errors) &&
		saysItExists(textOf(operation), errors as unknown as Rejection[])
	);
}

function complete(
	this: IExecuteFunctions,
	{ itemIndex, json, error }: ItemResult,
	found: Found,
): ItemResult {
	const user = found.byName.get(keyOf(json.userName));
	const beside = this.getInputData()[itemIndex]?.sentDocument ?? get(json, 'repair.document');
	const item = readTrackedItem(json, itemIndex, '', undefined, beside);
	const completed = withUser(json, user, found.users, item.document);
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
	const known = json.userId ? json : omit(json, 'repair');
	return arranged({ ...known, outcome: 'unknown', why, extensions });
}

/**
 * A user name can pass on to somebody else; the employee number tells. Without one, a user who left is not taken for the
 * person: an update would make a newcomer the owner of their expenses.
 */
function isSamePerson(json: IDataObject, user: IdentityUser): boolean {
	return hasSameNumber(json, user) ?? user.active !== false;
}

/** Undefined where one of the numbers is not known. */
function hasSameNumber(json: IDataObject, user: IdentityUser): boolean | undefined {
	const theirs = numberOf(user);
	const own = textOf(json.employeeNumber);
	return theirs === undefined || own === undefined ? undefined : theirs === own;
}

const numberOf = (user: IdentityUser) => textOf(get(user, [urn.enterprise, 'employeeNumber']));

/**
 * @param user null where SAP Concur has nobody of that name, undefined where it could not be asked
 * @param users those who may have the name or the number
 */
function withUser(
	json: IDataObject,
	user: IdentityUser | null | undefined,
	users: IdentityUser[],
	document: IDataObject | undefined,
): IDataObject {
	// Without knowing who it is, neither an update nor another create is right.
	if (user === undefined) return json;
	const isSame = user !== null && isSamePerson(json, user);
	const userId = isSame ? user.id : undefined;
	const taken = takenBy(users, {
		userName: textOf(json.userName),
		employeeNumber: textOf(json.employeeNumber),
	});
	const why = taken ? `Already exists in SAP Concur: ${taken.reason}` : String(json.why);
	const resend = toResend(json.extensions as Verdict['extensions']);
	const proposed = repairOf({ resend, submitted: 'create', userId, document, existed: isSame });
	const hint = isSame
		? updateHint(user, proposed)
		: (taken?.hint ?? 'Correct the value of this field.');
	const errors = (json.errors as unknown as Rejection[]).map((error) =>
		isTaken(error) ? { ...error, hint } : error,
	);
	// Where the person decides between an update and another create, only the hint says how.
	const isClear = isSame || !taken || (user !== null && hasSameNumber(json, user) === false);
	const repair = isClear && resend.length > 0 ? proposed : undefined;
	return arranged({
		...json,
		why,
		hint: isSame ? hint : hintOf(errors, repair),
		...(isSame && !json.employeeNumber ? { employeeNumber: numberOf(user) ?? '' } : {}),
		...(userId ? { userId } : {}),
		errors: errors as unknown as IDataObject[],
		...(repair ? { repair: { ...repair, why } } : {}),
	});
}

function updateHint({ active }: IdentityUser, { what, document }: Repair): string {
	if (active === false) {
		return `SAP Concur has this user already, but inactive. ${what}, with Inactive People set to Reactivate.`;
	}
	const how = document
		? `${what}, or the row with Create or Update: both change`
		: `${what}, which changes`;
	return `SAP Concur has this user already. ${how} only what differs.`;
}
