// Room changed: everybody whose identity has changed, each change once, also over runs.
// What a filter means and what an item looks like is decided in read and in the form.
import union from 'lodash/union';
import { DateTime, type Duration } from 'luxon';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { searchPage, textAt, type IdentityUser } from '../../shared/concur/identitySearch';
import { onConcurClock } from '../../shared/concur/learned';
import { flatUser, simplifiedAll, simplifyField } from '../../shared/form/simplify';
import type { ItemOperation } from '../../shared/run/operation';
import { attributesField, attributesOf } from '../read/attributesField';
import { filterFields } from '../../shared/form/filter/filterFields';
import { hintAtLeftOut, requireNames } from '../read/leftOut';
import { searchFilter } from '../../shared/form/filter/searchFilter';
import { changedFilter, requirePast } from '../read/since';
import { changedOptions, givenTime, lookBackOf, overlapOf, sinceFields, timeLabel } from './fields';
import { damaged, keyOf, returnedSince, stateOf, type LastRun } from './lastRun';
import { oneByOne } from './oneByOne';
import { searchWhole } from './searchWhole';

interface Form {
	filter?: string;
	/** Undefined for the time of the last run. */
	since?: DateTime<true>;
	lookBack: Duration;
	overlap: Duration;
}

export const changedSince: ItemOperation<Form> = {
	name: 'Get Changed',
	action: 'Get changed users',
	description: 'Get everybody whose identity has changed since the last run, or since a time',
	fields: [...sinceFields, ...filterFields, simplifyField, attributesField, changedOptions],

	check(itemIndex) {
		return {
			filter: searchFilter.call(this, itemIndex),
			since: givenTime.call(this, itemIndex),
			lookBack: lookBackOf(this),
			overlap: overlapOf(this, itemIndex),
		};
	},

	async execute(itemIndex, form) {
		const { since } = form;
		if (since) return await sinceTime.call(this, itemIndex, { ...form, since });
		// A node has one last run, however many items start it.
		if (itemIndex > 0) return [];
		const items = await oneByOne.call(
			this,
			async (last) => await sinceLastRun.call(this, form, last),
		);
		tellTest.call(this);
		return items;
	},
};

async function sinceTime(
	this: IExecuteFunctions,
	itemIndex: number,
	{ filter, since, overlap }: Form & { since: DateTime<true> },
): Promise<IDataObject[]> {
	const { users, at } = await changedUsers.call(this, itemIndex, filter, since);
	requirePast.call(this, since, timeLabel, itemIndex);
	const nextSince = DateTime.max(since, at.minus(overlap)).toISO();
	const items = await itemsOf.call(this, itemIndex, users, (user) => isCreated(user, since));
	return items.map((item) => ({ ...item, nextSince }));
}

async function sinceLastRun(
	this: IExecuteFunctions,
	{ filter, lookBack, overlap }: Form,
	last: LastRun | undefined,
): Promise<{ items: IDataObject[]; run: LastRun }> {
	const start = last?.until ?? (await concurNow.call(this)).minus(lookBack);
	const from = start.minus(overlap);
	const { users, at } = await changedUsers.call(this, 0, filter, from);
	// Whoever changes until then would be missing in each run.
	if (last && at < from) {
		throw damaged.call(
			this,
			`It says ${last.until.toISO()}, which has not come yet in SAP Concur.`,
		);
	}
	const before = last?.returned ?? new Map<string, string>();
	// A copy of the index that is behind can show somebody as they were.
	const isNew = (user: IdentityUser) => stateOf(user) > (before.get(keyOf(user)) ?? '');
	// SAP Concur has found them: without a time, they count.
	const isBefore = (user: IdentityUser) => timeAt(user, 'lastModified') < start;
	const isMeant = (user: IdentityUser) => last !== undefined || !isBefore(user);
	const fresh = users.filter(isNew);
	const isFirst = (user: IdentityUser) =>
		isCreated(user, last ? from : start) && !before.has(keyOf(user));
	const items = await itemsOf.call(this, 0, fresh.filter(isMeant), isFirst);
	const until = DateTime.max(start, at);
	const states = fresh.map((user): [string, string] => [keyOf(user), stateOf(user)]);
	const returned = returnedSince(new Map([...before, ...states]), until.minus(overlap));
	return { items, run: { until, returned } };
}

interface Changed {
	users: IdentityUser[];
	/** Until when the users are known, on SAP Concur's clock. */
	at: DateTime<true>;
}

async function changedUsers(
	this: IExecuteFunctions,
	itemIndex: number,
	filter: string | undefined,
	since: DateTime<true>,
): Promise<Changed> {
	const asked = attributesOf.call(this, itemIndex);
	const { users, at } = await searchWhole.call(this, itemIndex, {
		filter: changedFilter(filter, since),
		attributes: asked.length > 0 ? union(asked, ['meta']) : undefined,
		count: 1000,
	});
	requireNames.call(this, users, asked, itemIndex);
	hintAtLeftOut.call(this, users, asked);
	// Without the header, the changes themselves tell SAP Concur's time.
	const times = users.map((user) => timeAt(user, 'lastModified')).filter((time) => time.isValid);
	const known = at === undefined ? DateTime.max(since, ...times) : DateTime.fromMillis(at);
	return { users, at: known.toUTC() as DateTime<true> };
}

/** SAP Concur's time; ours if its responses do not tell it. */
async function concurNow(this: IExecuteFunctions): Promise<DateTime<true>> {
	await searchPage(this, { attributes: ['id'], count: 1 });
	return DateTime.fromMillis(onConcurClock(this, new Date()), { zone: 'utc' }) as DateTime<true>;
}

const timeAt = (user: IdentityUser, name: 'created' | 'lastModified') =>
	DateTime.fromISO(textAt(user, `meta.${name}`) ?? '', { zone: 'utc' });

const isCreated = (user: IdentityUser, since: DateTime) => timeAt(user, 'created') >= since;

/** Like users of Get Many, with what has happened, unless they are to be as SAP Concur returns them. */
async function itemsOf(
	this: IExecuteFunctions,
	itemIndex: number,
	users: IdentityUser[],
	isFirst: (user: IdentityUser) => boolean,
): Promise<IDataObject[]> {
	return await simplifiedAll.call(this, users, itemIndex, (user, isSimple) => {
		const change = isFirst(user) ? 'created' : 'changed';
		return isSimple ? flatUser(user, { change }) : { ...user, change };
	});
}

function tellTest(this: IExecuteFunctions): void {
	if (this.getMode() !== 'manual') return;
	const message =
		'This was a test, so the time of the last run stays as it was. n8n moves it when the published workflow runs.';
	this.addExecutionHints?.({ message, location: 'outputPane', type: 'info' });
}
