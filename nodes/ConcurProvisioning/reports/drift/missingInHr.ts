import sortBy from 'lodash/sortBy';
import uniq from 'lodash/uniq';
import { DateTime } from 'luxon';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { doubtAbout } from '../../../shared/concur/existing/company';
import { hiddenActive } from '../../../shared/concur/existing/doubts';
import { readEverybody } from '../../../shared/concur/existing/everybody';
import { comparable, valuesOf, type Key } from '../../../shared/concur/existing/keys';
import {
	employeeNumberOf,
	fullNameOf,
	textAt,
	type IdentityUser,
} from '../../../shared/concur/identitySearch';
import { pause } from '../../../shared/concur/pause';
import { itemsAtOnce } from '../../../shared/run/operation';
import { toPlanText } from '../../plan/planText';
import { untouchedResult } from './driftItem';

/** Whom the rows are about. */
export interface Named {
	/** UUIDs of those who were found. */
	userIds: string[];
	/** What each of the other rows names: who has one of these is in HR, even if the row cannot be compared. */
	others: Key[][];
}

/** Which users can be missing: those of a filter, all or only the active ones. */
export interface Counted {
	filter?: string;
	activeOnly: boolean;
}

/**
 * Those of SAP Concur whom no row is about, in the order of their names, as items like those of the rows; and how many users can
 * be missing at all.
 * @throws NodeApiError or NodeOperationError when not everybody is known, so that nobody is said to be missing from a part
 */
export async function missingInHr(
	this: IExecuteFunctions,
	{ userIds, others }: Named,
	{ filter, activeOnly }: Counted,
	company: string,
): Promise<{ items: IDataObject[]; counted: number }> {
	const everybody = await readEverybody(this, filter === undefined ? {} : { filter });
	const saysActive = everybody.some(({ active }) => typeof active === 'boolean');
	if (activeOnly && everybody.length > 0 && !saysActive) throw hiddenActive(this);
	await requireComparable.call(this, everybody, others, filter);
	const counted = activeOnly ? everybody.filter(({ active }) => active !== false) : everybody;
	const found = new Set(userIds.map((id) => id.toLowerCase()));
	const named = new Set(others.flat().map(nameOf));
	const isInHr = (user: IdentityUser) =>
		found.has(user.id.toLowerCase()) || namesOf(user).some((name) => named.has(name));
	const items: IDataObject[] = [];
	for (const [index, user] of counted.entries()) {
		if (index % itemsAtOnce === itemsAtOnce - 1) await pause(this, 0);
		if (!isInHr(user)) items.push(itemOf(user, this.getTimezone(), company));
	}
	return { items: sortBy(items, ['userName', 'userId']), counted: counted.length };
}

/** Nobody has what a row names: that says something only where the app can read it. */
async function requireComparable(
	this: IExecuteFunctions,
	everybody: IdentityUser[],
	others: Key[][],
	filter?: string,
): Promise<void> {
	const shown = new Set(others.length > 0 ? everybody.flatMap(namesOf) : []);
	const unmet = others.filter((keys) => !keys.some((key) => shown.has(nameOf(key))));
	for (const kind of uniq(unmet.flat().map((key) => key.kind))) {
		const doubt = await doubtAbout(this, everybody, kind, filter);
		if (doubt) throw doubt;
	}
}

const kinds = ['employeeNumber', 'userName', 'externalId', 'email'] as const;

const nameOf = ({ kind, value }: Key) => `${kind} ${comparable(value)}`;
const namesOf = (user: IdentityUser) =>
	kinds.flatMap((kind) => (valuesOf(user, kind) ?? []).map((value) => nameOf({ kind, value })));

function itemOf(user: IdentityUser, zone: string, company: string): IDataObject {
	const names = {
		userName: textAt(user, 'userName') ?? '',
		employeeNumber: employeeNumberOf(user) ?? '',
	};
	const lastModified = textAt(user, 'meta.lastModified');
	const day = lastModified && DateTime.fromISO(lastModified, { zone: 'utc' }).setZone(zone);
	const why = [
		`In SAP Concur${user.active === false ? ', inactive' : ''}, but not in the HR file`,
		...(day && day.isValid ? [`Last changed on ${day.toFormat('yyyy-MM-dd')}`] : []),
	].join('. ');
	const name = fullNameOf(user);
	const result = untouchedResult({ ...names, userId: user.id }, `${why}. ${notChanged}`);
	return {
		...names,
		verdict: 'missingInHr',
		why,
		userId: user.id,
		...(lastModified ? { lastModified } : {}),
		changes: [],
		problems: [],
		notices: [],
		plan: toPlanText({ company, ...(name ? { name } : {}), result }),
	};
}

const notChanged = 'Not changed: use Terminate or Deactivate if this person has left.';
