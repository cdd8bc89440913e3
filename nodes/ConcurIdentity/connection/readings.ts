// What the check reads from SAP Concur, one request each, and in its own words why something could not be read.
import get from 'lodash/get';
import intersection from 'lodash/intersection';
import uniqBy from 'lodash/uniqBy';
import { NodeApiError, type IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { readCredential, type ConcurCredential } from '../../../credentials/concurCredential';
import { scopesIn } from '../../../credentials/missingScopes';
import { formFields, formFieldsPath } from '../../shared/concur/company/formFields';
import { forSupport, ownWords } from '../../shared/concur/errors';
import { eventDefinitions } from '../../shared/concur/events/eventDefinitions';
import {
	subscriptionList,
	subscriptionsPath,
	topicList,
	topicsPath,
} from '../../shared/concur/events/subscriptions';
import { identityPath } from '../../shared/concur/identitySearch';
import { brief } from '../../shared/concur/patience';
import { throwIfCancelled } from '../../shared/concur/pause';
import { concurRequest, type ConcurRequest } from '../../shared/concur/transport';
import { urn } from '../../shared/schema/attributes';
import { isUuid } from '../../shared/schema/uuid';
import { addScopes, again } from './line';
import type { Problem, Read } from './read';

export interface Reading<T> extends Pick<ConcurRequest<T>, 'path' | 'expects' | 'qs'> {
	/** One of each list is needed. */
	scopes: string[][];
}

/** Without the scope for it, a user comes without the company. */
const companiesOfUsers = z
	.object({ Resources: z.array(z.unknown()).nullish() })
	.transform(({ Resources }) =>
		(Resources ?? []).flatMap((user) => {
			const id: unknown = get(user, [urn.enterprise, 'companyId']);
			return typeof id === 'string' && isUuid(id) ? id : [];
		}),
	);

/** Topics can be listed with the first one, and hold something with another one (open-questions 4). */
const eventScopes = [
	['events.topic.read'],
	...uniqBy(
		eventDefinitions.map(({ scopes }) => scopes),
		String,
	),
];

/** The smallest request that needs a company token. */
export const companyIdsReading: Reading<string[]> = {
	path: identityPath,
	qs: { count: 1, attributes: `${urn.enterprise}:companyId` },
	expects: companiesOfUsers,
	scopes: ['ids', 'core', 'coresensitive', 'enterprise'].map((part) => [
		`identity.user.${part}.read`,
	]),
};

export const formReading: Reading<number> = {
	path: formFieldsPath,
	expects: formFields.transform((fields) => fields.length),
	scopes: [['spend.user.general.read']],
};

export const topicReading = { path: topicsPath, expects: topicList, scopes: eventScopes };

export const subscriptionReading = {
	path: subscriptionsPath,
	expects: subscriptionList,
	scopes: eventScopes,
};

/** One attempt for each, because a check shall end soon; its tokens may have been renewed by another worker just now. */
const limits = { ...brief, timeoutMs: 20_000, maxEnded: 2 };

/**
 * @param tokens those that there are now, even if newer ones could be had; new ones; or those that n8n takes by itself
 * @throws NodeOperationError when the user pressed Stop
 */
export async function read<T>(
	caller: IExecuteFunctions,
	{ scopes, ...request }: Reading<T>,
	tokens: 'stored' | 'renewed' | 'any' = 'stored',
): Promise<Read<T>> {
	try {
		const { body } = await concurRequest(caller, {
			method: 'GET',
			limits,
			hasNewTokens: tokens === 'stored',
			renewsTokens: tokens === 'renewed',
			...request,
		});
		return { value: body };
	} catch (caught) {
		throwIfCancelled(caller);
		const { tokenScopes } = await credentialOf.call(caller);
		return { problem: problemOf(caught, scopes, scopesIn(tokenScopes)) };
	}
}

export async function credentialOf(this: IExecuteFunctions): Promise<ConcurCredential> {
	return readCredential(await this.getCredentials('concurApi'));
}

/** @param granted the scopes that the app has; empty if unknown */
function problemOf(caught: unknown, scopes: string[][], granted: string[]): Problem {
	const { message, description, context } = caught as NodeApiError;
	const { reach, tokens, correlationId } = (context ?? {}) as Record<string, unknown>;
	const { code, status: tokenStatus } = (tokens ?? {}) as { code?: number; status?: number };
	const status = caught instanceof NodeApiError ? Number(caught.httpCode) || undefined : undefined;
	const support = `contact SAP Concur support. ${ownWords(caught as Error).trim()} ${forSupport(String(correlationId))}`;
	const missing = scopes.filter((anyOf) => intersection(anyOf, granted).length === 0);
	const inWords: Record<number, Pick<Problem, 'message' | 'cure'>> = {
		403: {
			message,
			cure:
				missing.length > 0
					? addScopes(missing.map((anyOf) => anyOf.join(' or ')))
					: `The app has the scopes for this, so ${support}`,
		},
		404: {
			message: 'SAP Concur responded that there is no such service.',
			cure: `Run this check again later. If this goes on, ${support}`,
		},
		429: {
			message: message.includes('to wait') ? message : 'SAP Concur asked n8n to slow down.',
			cure: `Wait a few minutes, or as long as SAP Concur asks, ${again}`,
		},
	};
	return {
		...(inWords[status ?? 0] ?? { message, cure: description ?? '' }),
		status: status ?? tokenStatus,
		tokenCode: code,
		isOfTokens: tokens !== undefined,
		isPassing: reach === 'service',
	};
}
