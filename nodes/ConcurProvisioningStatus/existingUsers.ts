// Users who were to be created and are in SAP Concur already: the same file was sent before, or somebody was quicker.
import chunk from 'lodash/chunk';
import get from 'lodash/get';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { IdentityUser } from '../shared/concur/identitySearch';
import { findByName, namesPerSearch } from '../shared/concur/lostUsers';
import { urgent } from '../shared/concur/patience';
import { throwIfCancelled } from '../shared/concur/pause';
import { asNodeError } from '../shared/run/nodeError';
import type { ItemResult } from '../shared/run/operation';
import { urn } from '../shared/schema/attributes';
import { saysItExists } from '../shared/status/statusItem';
import type { Rejection } from '../shared/status/statusMessages';
import { textOf } from '../shared/status/trackedItem';

/**
 * Adds to each result of somebody who was to be created and exists already whom SAP Concur has by that user name, so that
 * an update can repair it. Without an answer of SAP Concur the results stay as they are.
 * @throws NodeOperationError when the user pressed Stop
 */
export async function completeExisting(
	this: IExecuteFunctions,
	results: ItemResult[],
): Promise<ItemResult[]> {
	const names = results.filter(exists).map(({ json }) => String(json.userName));
	const users = new Map<string, IdentityUser>();
	for (const some of chunk([...new Set(names)], namesPerSearch)) {
		throwIfCancelled(this);
		try {
			for (const user of await findByName(this, some, urgent))
				users.set(keyOf(user.userName), user);
		} catch (caught) {
			throwIfCancelled(this);
			const { message, context } = asNodeError.call(this, caught);
			this.logger.warn(`Users who exist already were not looked up: ${message}`);
			if (context.reach !== 'request') break;
		}
	}
	return results.map((result) => {
		const user = exists(result) ? users.get(keyOf(result.json.userName)) : undefined;
		return user ? { ...result, json: withUser(result.json, user) } : result;
	});
}

const keyOf = (userName: unknown) => String(userName).toLowerCase();

function exists({ json }: ItemResult): boolean {
	const { outcome, userId, userName, operation, errors } = json;
	return (
		(outcome === 'failed' || outcome === 'unknown') &&
		userId === undefined &&
		textOf(userName) !== undefined &&
		saysItExists(textOf(operation), errors as unknown as Rejection[])
	);
}

/** A user name can pass on to somebody else; the employee number tells. */
function withUser(json: IDataObject, { id, ...user }: IdentityUser): IDataObject {
	const theirs = textOf(get(user, [urn.enterprise, 'employeeNumber']));
	const own = textOf(json.employeeNumber);
	const isSomebodyElse = theirs !== undefined && own !== undefined && theirs !== own;
	const hint = isSomebodyElse
		? `In SAP Concur, this user name belongs to a user with the employee number "${theirs}". Check which one is right, then send another user name, or correct the employee number.`
		: 'SAP Concur has this user already. Send the data with SAP Concur Provisioning (Update) to the user ID in this item.';
	const errors = (json.errors as IDataObject[]).map((error) =>
		/already exists/i.test(String(error.message)) ? { ...error, hint } : error,
	);
	if (isSomebodyElse) return { ...json, errors };
	const repair = json.repair ? { repair: { ...(json.repair as IDataObject), userId: id } } : {};
	return { ...json, userId: id, errors, ...repair };
}
