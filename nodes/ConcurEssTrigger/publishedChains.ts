// Fetches the certificates that SAP publishes beside its page. SAP: Event Subscription v4, ESS Authentication. Nothing but
// these addresses is asked for, without any credential; what comes back is worth nothing until chain.ts has judged it.
import uniq from 'lodash/uniq';
import { UserError, type IHttpRequestHelper } from 'n8n-workflow';

const site = 'https://developer.concur.com';
const folder = `${site}/api-reference/ess/`;
const page = `${folder}v4.event-subscription.html`;

/** In which SAP publishes a certificate with its issuers; the last one mostly has none. */
const endings = ['.fullchain.pem', '.chain.pem', '.pem'];

const limits = {
	/** Milliseconds for one address, body included, and for all of them. */
	oneMs: 10_000,
	allMs: 60_000,
	/** Bytes; SAP's page has about 60,000, its files about 6,000. */
	page: 2_000_000,
	file: 64_000,
	redirects: 3,
	links: 4,
};

type HttpRequest = IHttpRequestHelper['helpers']['httpRequest'];

/** With `encoding: 'stream'`. */
interface Answer {
	statusCode: number;
	headers: { location?: string };
	body: AsyncIterable<Uint8Array>;
}

/**
 * Fetches SAP's page, and the certificates that it links or that are named by this year and the next: SAP puts files
 * there weeks before its page links them.
 * @returns the PEM text of each file that holds certificates
 * @throws UserError in words for a log when nothing could be fetched
 */
export async function fetchPublishedChains(httpRequest: HttpRequest, now: Date): Promise<string[]> {
	const signal = AbortSignal.timeout(limits.allMs);
	const get = async (url: string, limit: number) => await read(httpRequest, url, limit, signal);
	const answer = await get(page, limits.page);
	const problems = [answer.problem];
	const chains: string[] = [];
	for (const name of uniq([...linkedIn(answer.text), ...namedByYear(now)])) {
		for (const ending of endings) {
			const { text, problem } = await get(name + ending, limits.file);
			problems.push(problem);
			if (!text.includes('BEGIN CERTIFICATE')) continue;
			chains.push(text);
			break;
		}
	}
	if (chains.length > 0) return chains;
	throw new UserError(problems.find((problem) => problem !== undefined) ?? `${site} shows none`);
}

/** Addresses of certificates without their endings. Whatever a page links elsewhere does not count. */
function linkedIn(html: string): string[] {
	const links = [...html.matchAll(/\shref\s?=\s?["']?([^"'\s>]{1,300})/gi)].map(([, link]) => link);
	const names = links
		.filter((link) => link.endsWith('.pem') && URL.canParse(link, page))
		.map((link) => new URL(link, page))
		.filter(({ origin }) => origin === site)
		.map(({ href }) => href.replace(/(\.fullchain|\.chain)?\.pem$/, ''));
	return uniq(names).slice(0, limits.links);
}

function namedByYear(now: Date): string[] {
	const year = now.getUTCFullYear();
	return [year + 1, year].map((each) => `${folder}${each}.webhook.api.concursolutions.com`);
}

/** Gives no text, and why, when something else than a text comes. */
async function read(
	httpRequest: HttpRequest,
	url: string,
	limit: number,
	signal: AbortSignal,
): Promise<{ text: string; problem?: string }> {
	let next = url;
	for (let hop = 0; hop <= limits.redirects; hop++) {
		// A body that nobody reads to its end would keep its connection; n8n's own time limit ends with the head.
		const unwanted = new AbortController();
		const inTime = AbortSignal.timeout(limits.oneMs);
		try {
			const { statusCode, headers, body } = (await httpRequest({
				method: 'GET',
				url: next,
				// Read piece by piece: n8n itself would take in any length.
				encoding: 'stream',
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
				timeout: limits.oneMs,
				abortSignal: AbortSignal.any([signal, inTime, unwanted.signal]),
			})) as Answer;
			if (statusCode === 200) return await textOf(body, limit);
			const { location } = headers;
			if (statusCode < 300 || statusCode >= 400 || location === undefined) {
				return { text: '', problem: `${site}, or a proxy before it, answered with ${statusCode}` };
			}
			if (!URL.canParse(location, next) || new URL(location, next).origin !== site) {
				return { text: '', problem: `${site} leads to another host` };
			}
			next = new URL(location, next).href;
		} catch (caught) {
			const { code, message } = caught as { code?: string; message?: string };
			return { text: '', problem: `${site} could not be read (${code ?? message})` };
		} finally {
			unwanted.abort();
		}
	}
	return { text: '', problem: `${site} leads from one address to the next` };
}

async function textOf(
	body: Answer['body'],
	limit: number,
): Promise<{ text: string; problem?: string }> {
	const parts: Uint8Array[] = [];
	let size = 0;
	for await (const part of body) {
		size += part.length;
		if (size > limit) return { text: '', problem: `${site} sends more than ${limit} bytes` };
		parts.push(part);
	}
	return { text: Buffer.concat(parts).toString('utf8') };
}
