// The text itself: what was tried, when and where, by its IDs, and what came back. Pure.
import { DateTime } from 'luxon';
import n8nWorkflow from 'n8n-workflow/package.json';
import type { FailedRequest } from '../failedRequest';
import { maskedJson, written } from './maskedJson';
import type { TextMask } from './maskedText';
import ownPackage from './packageVersion.json';

/** One time that a request was sent. */
export interface Attempt {
	at: Date;
	/** HTTP status, or what came instead of a response. */
	result: string;
	correlationId: string;
}

/** What a run says about itself. */
export interface SupportRun {
	/** As the form names it, e.g. 'Create or Update (concurIdentity)'. */
	operation: string;
	/** Base address of SAP Concur. */
	host: string;
	companyUuid: string;
	/** Values of the credential that must not be shown. */
	secrets: readonly string[];
}

interface Facts {
	request?: FailedRequest;
	/** Times that it was sent. */
	attempts?: readonly Attempt[];
	/** By what they are called. */
	ids: Record<string, string | undefined>;
	/** What was sent in an earlier request. */
	sent?: unknown;
	/** How the response was got, where that was another request than the one that all the rest is about. */
	lookedUp?: { at: Date; request: FailedRequest };
	response?: { status?: string; retryAfter?: string; body: string };
}

/** Attempts that are listed: the last ones. */
const mostAttempts = 10;

/**
 * The text, in lines.
 * @param mask for all texts that SAP Concur or a user has written
 * @param facts IDs that are undefined or empty are left out
 */
export function supportText(run: SupportRun, mask: TextMask, facts: Facts): string {
	const { request, attempts = [], ids, sent, lookedUp, response } = facts;
	const last = attempts.at(-1);
	const lines: Array<[name: string, value: string | undefined]> = [
		['Operation', run.operation],
		['Time', last && timeOf(last.at)],
		['Data center', run.host],
		['Company UUID', run.companyUuid],
		['Request', request && requestLine(request, mask)],
		['Correlation ID', last?.correlationId],
		...Object.entries(ids),
		['Attempts', attempts.length > 1 ? listed(attempts) : undefined],
		['Request body', request?.body && written(maskedJson(request.body, 'request', mask))],
		[
			'Data that was sent',
			sent === undefined ? undefined : written(maskedJson(sent, 'request', mask)),
		],
		['Looked up at', lookedUp && timeOf(lookedUp.at)],
		['Looked up with', lookedUp && requestLine(lookedUp.request, mask)],
		['Response status', response?.status],
		['Retry-After', response?.retryAfter],
		['Response', response?.body],
		['Versions', versions],
	];
	return [firstLine, ...lines.flatMap(([name, value]) => (value ? `${name}: ${value}` : []))].join(
		'\n',
	);
}

/** How each text begins. */
export const firstLine =
	'Details for SAP Concur support. Personal values are masked: letters by x, digits by 9.';

const versions = `n8n-nodes-sap-concur ${ownPackage.version}, n8n-workflow ${n8nWorkflow.version} (the version of n8n is under Help > About n8n)`;

/** In UTC, to the second. */
export const timeOf = (at: Date) =>
	DateTime.fromJSDate(at, { zone: 'utc' }).toFormat("yyyy-MM-dd HH:mm:ss 'UTC'");

function requestLine({ method, path, qs = {} }: FailedRequest, mask: TextMask): string {
	const masked = maskedJson(qs, 'request', mask) as Record<string, unknown>;
	const query = Object.entries(masked).map(([name, value]) => `${name}=${String(value)}`);
	return `${method} ${mask(path)}${query.length > 0 ? `?${query.join('&')}` : ''}`;
}

function listed(attempts: readonly Attempt[]): string {
	const shown = attempts
		.slice(-mostAttempts)
		.map(({ at, result, correlationId }) => `  ${timeOf(at)}, ${result}, ${correlationId}`);
	return [String(attempts.length), ...shown].join('\n');
}
