// Fetches the certificates that SAP publishes beside its page. SAP: Event Subscription v4, ESS Authentication. Nothing but
// these addresses is asked for, without any credential; what comes back is worth nothing until chain.ts has checked it.
import get from 'lodash/get';
import sortBy from 'lodash/sortBy';
import uniq from 'lodash/uniq';
import { UserError, type IHttpRequestHelper } from 'n8n-workflow';
import { eventHost } from '../../../credentials/eventPublicKeys';
import { keySite } from '../../shared/concur/events/sapKeys';
import { longestText } from './chain';

/** What came from an address: certificates, or a problem. */
export interface PublishedFile {
	/** Whether its name is that of SAP's event service; the page itself counts so, too. */
	isForEvents: boolean;
	/** Not checked yet. */
	pem?: string;
	/** Why there are no certificates, as a sentence. */
	problem?: string;
}

const folder = `${keySite}/api-reference/ess/`;
const page = `${folder}v4.event-subscription.html`;

/** In which SAP publishes a certificate with its issuers, with some of them, and alone. */
const endings = ['.fullchain.pem', '.chain.pem', '.pem'];

const limits = {
	/** Milliseconds for one address, body included, and for all of them. */
	oneMs: 10_000,
	allMs: 60_000,
	/** Bytes; SAP's page has about 60,000. */
	page: 2_000_000,
	redirects: 3,
	/** Links that are read, and those that are followed. */
	links: 100,
	names: 4,
};

type HttpRequest = IHttpRequestHelper['helpers']['httpRequest'];

/** With `encoding: 'stream'`. */
interface SiteResponse {
	statusCode: number;
	headers?: { location?: unknown } | null;
	body: AsyncIterable<Uint8Array>;
}

/**
 * Fetches SAP's page, and the certificates that it links or that are named by this year and the next: SAP puts files
 * there weeks before its page links them.
 * @returns the files with certificates, and the problems with others, in words for a log; those for the name of SAP's
 * event service first. Never throws.
 */
export async function fetchPublishedChains(
	httpRequest: HttpRequest,
	now: Date,
): Promise<PublishedFile[]> {
	const signal = AbortSignal.timeout(limits.allMs);
	const files: PublishedFile[] = [];
	try {
		const html = await read(httpRequest, page, limits.page, signal);
		for (const name of uniq([...linkedIn(html.text), ...namedByYear(now)])) {
			const isForEvents = name.includes(eventHost);
			for (const ending of endings) {
				const { text, problem } = await read(httpRequest, name + ending, longestText, signal);
				if (problem) files.push({ isForEvents, problem });
				else if (isCertificate(text)) files.push({ isForEvents, pem: text });
			}
		}
		files.push({ isForEvents: true, problem: html.problem });
	} catch (caught) {
		files.push({ isForEvents: true, problem: (caught as UserError).message });
	}
	return sortBy(files, ({ isForEvents }) => !isForEvents);
}

function isCertificate(text: string): boolean {
	return text.includes('BEGIN CERTIFICATE');
}

/** Addresses of certificates without their endings. Whatever a page links elsewhere does not count. */
function linkedIn(html: string): string[] {
	const links = [...html.matchAll(/\shref\s?=\s?["']?([^"'\s>]{1,300})/gi)].map(
		([, link = '']) => link,
	);
	const names = links
		.filter((link) => link.includes('.pem'))
		.slice(0, limits.links)
		.filter((link) => URL.canParse(link, page))
		.map((link) => new URL(link, page))
		.filter(({ origin, pathname }) => origin === keySite && pathname.endsWith('.pem'))
		// Only the path: a link could carry a name and a password, which would be sent.
		.map(({ pathname }) => keySite + pathname.replace(/(\.fullchain|\.chain)?\.pem$/, ''));
	return sortBy(uniq(names), (name) => !name.includes(eventHost)).slice(0, limits.names);
}

function namedByYear(now: Date): string[] {
	const year = now.getUTCFullYear();
	return [year + 1, year].map((each) => `${folder}${each}.${eventHost}`);
}

/**
 * Gives no text where there is none, and a problem when the site returns something other than the file.
 * @throws UserError when the site cannot be reached, so that more requests would fail, too
 */
async function read(
	httpRequest: HttpRequest,
	url: string,
	limit: number,
	signal: AbortSignal,
): Promise<{ text: string; problem?: string }> {
	let next = url;
	for (let hop = 0; hop <= limits.redirects; hop++) {
		// A body that is not read to its end would keep its connection; n8n's own time limit ends with the head.
		const unwanted = new AbortController();
		const inTime = AbortSignal.timeout(limits.oneMs);
		try {
			const response: unknown = await httpRequest({
				method: 'GET',
				url: next,
				// Read piece by piece: n8n itself would take in any length.
				encoding: 'stream',
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
				timeout: limits.oneMs,
				abortSignal: AbortSignal.any([signal, inTime, unwanted.signal]),
			});
			if (!isSiteResponse(response)) {
				return { text: '', problem: `${keySite} or a proxy returned nothing that can be read.` };
			}
			const { statusCode, headers, body } = response;
			if (statusCode === 200) return await textOf(body, limit);
			if (statusCode === 404) return { text: '' };
			const location = headers?.location;
			if (statusCode < 300 || statusCode >= 400 || typeof location !== 'string') {
				const problem = `${keySite} or a proxy returned status ${statusCode}.`;
				return { text: '', problem };
			}
			if (!URL.canParse(location, next) || new URL(location, next).origin !== keySite) {
				const problem = `${keySite} redirects to another host, which the node does not follow.`;
				return { text: '', problem };
			}
			const { pathname, search } = new URL(location, next);
			next = keySite + pathname + search;
		} catch (caught) {
			throw unreachable(caught, inTime.aborted || signal.aborted);
		} finally {
			unwanted.abort();
		}
	}
	return { text: '', problem: `${keySite} redirects too many times.` };
}

function isSiteResponse(response: unknown): response is SiteResponse {
	const body: unknown = get(response, 'body');
	return (
		typeof get(response, 'statusCode') === 'number' &&
		typeof get(body, Symbol.asyncIterator) === 'function'
	);
}

async function textOf(
	body: SiteResponse['body'],
	limit: number,
): Promise<{ text: string; problem?: string }> {
	const tooLarge = `The response of ${keySite} is larger than ${limit} bytes.`;
	const parts: Uint8Array[] = [];
	let size = 0;
	for await (const part of body) {
		size += part.length;
		if (size > limit) return { text: '', problem: tooLarge };
		parts.push(part);
	}
	return { text: Buffer.concat(parts).toString('utf8') };
}

function unreachable(caught: unknown, isLate: boolean): UserError {
	const { code, message } = caught as { code?: string; message?: string };
	const why = isLate ? 'timeout' : (code ?? message);
	return new UserError(
		`n8n cannot reach ${keySite} (${why}). Allow this connection, directly or through the proxy in HTTPS_PROXY.`,
	);
}
