// The expense profiles of a company, 100 in each request. SAP: v4.1.spend-user-retrieval, Retrieving all Spend Users.
import { z } from 'zod';
import { isJsonObject, isTooDeep, urn, type JsonObject } from '../../../schema/attributes';
import { requestsAtOnce } from '../../pace';
import { patient } from '../../patience';
import { throwIfCancelled, type Caller } from '../../pause';
import { concurRequest } from '../../transport';
import { progressOf } from '../progress';
import { extensionsIn, isAbsent, productPaths } from './readPart';
import { reachOf, type Profiles } from './readSingly';
import { severalAtOnce } from './severalAtOnce';

/** The most that SAP Concur returns. */
const pageSize = 100;

/** Each user can be asked for, too, so a page is not waited for as long as it could be. */
const limits = { ...patient, maxBroken: 3 };

const spendPage = z
	.object({
		Resources: z.array(z.unknown()).nullish(),
		totalResults: z.number().int().nonnegative(),
	})
	.refine(({ Resources, totalResults }) => Resources || totalResults === 0)
	.transform(({ Resources, totalResults }) => ({ totalResults, entries: Resources ?? [] }));

type Page = z.output<typeof spendPage>;

/** What the pages together have said. */
interface Pages {
	/** UUIDs in lower case. */
	seen: Set<string>;
	totals: Set<number>;
	/** A page could not be read, or brought nobody new. */
	isBroken: boolean;
}

/**
 * Reads the list of all expense profiles, as long as that takes fewer requests than asking for each user who is open.
 * @returns the number of pages if the list is whole, so that whoever is still open is not in it
 * @throws NodeOperationError when the user pressed Stop
 */
export async function readSpendPages(
	caller: Caller,
	profiles: Profiles,
): Promise<number | undefined> {
	const list = await readList(caller, profiles);
	// Somebody came or went in between, and moved others to another page.
	const { pages, isWhole } = list.hasChanged ? await readList(caller, profiles) : list;
	return isWhole ? pages : undefined;
}

async function readList(caller: Caller, profiles: Profiles) {
	const { open } = profiles;
	const pages: Pages = { seen: new Set(), totals: new Set(), isBroken: false };
	const everybody = open.size;
	const tell = progressOf(caller, 'Reading expense profiles from SAP Concur');
	const read = async (startIndex: number): Promise<Page> => {
		const page = await pageAt(caller, startIndex);
		if (!(page instanceof Error)) {
			take(page, pages, profiles);
			tell(everybody - open.size, everybody);
			return page;
		}
		pages.isBroken = true;
		if (isOfCredential(page)) profiles.end ??= page;
		return { entries: [], totalResults: 0 };
	};
	// SAP Concur may return fewer than asked for; the next page begins behind them.
	const { totalResults: total, entries } = await read(1);
	throwIfCancelled(caller);
	const starts = startsOf(total, entries.length);
	const full = starts.filter((start) => start + entries.length - 1 <= total);
	let next = 0;
	const isWorthIt = () => !pages.isBroken && open.size > starts.length - next;
	await severalAtOnce(
		caller,
		() => (next < full.length && isWorthIt() ? full[next++] : undefined),
		async (start) => void (await read(start)),
	);
	const last = starts[next];
	// A few people are hardly worth the rest of a page.
	const isLast = next === full.length && last !== undefined && open.size > requestsAtOnce(caller);
	if (isLast && isWorthIt()) {
		await read(last);
		next++;
		throwIfCancelled(caller);
	}
	const areAll = !pages.isBroken && next >= starts.length;
	return {
		pages: starts.length + 1,
		hasChanged: areAll && pages.totals.size > 1,
		isWhole: areAll && pages.totals.size === 1 && pages.seen.size === total,
	};
}

/** Where the pages behind the first one begin. */
function startsOf(total: number, size: number): number[] {
	if (size === 0) return [];
	return Array.from({ length: Math.ceil(total / size) - 1 }, (_, n) => 1 + (n + 1) * size);
}

/** A company that does not use Expense has an empty list. */
async function pageAt(caller: Caller, startIndex: number): Promise<Page | Error> {
	const path = productPaths.spend;
	const request = { method: 'GET', path, qs: { startIndex, count: pageSize }, limits } as const;
	const answer = await concurRequest(caller, { ...request, expects: spendPage }).catch(
		(error: Error) => error,
	);
	if (!(answer instanceof Error)) return answer.body;
	return isAbsent(answer) && startIndex === 1 ? { entries: [], totalResults: 0 } : answer;
}

/** An entry that is no whole profile says nothing: that user stays open, and the list is not whole. */
function take(page: Page, pages: Pages, { found, open }: Profiles): void {
	const { seen, totals } = pages;
	const before = seen.size;
	for (const entry of page.entries) {
		if (!isProfile(entry) || isTooDeep(entry)) continue;
		const id = entry.id.toLowerCase();
		seen.add(id);
		if (open.delete(id)) found.set(id, extensionsIn(entry));
	}
	totals.add(page.totalResults);
	if (seen.size === before && page.totalResults > 0) pages.isBroken = true;
}

const isProfile = (entry: unknown): entry is JsonObject & { id: string } =>
	isJsonObject(entry) && typeof entry.id === 'string' && isJsonObject(entry[urn.spendUser]);

/** The same credential asks for each user. */
const isOfCredential = (error: Error) => ['credential', 'permission'].includes(reachOf(error));
