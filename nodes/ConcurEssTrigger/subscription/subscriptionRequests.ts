// The calls of Concur's Event Subscription Service, each brief enough for a user who waits for an activation.
// SAP: Event Subscription Management (event-topics).
import get from 'lodash/get';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IHookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { asNodeError } from '../../shared/run/nodeError';
import { shortened } from '../../shared/schema/fieldIssue';
import {
	subscriptionList,
	subscriptionsPath,
	topicList,
	topicsPath,
	type Subscription,
} from '../../shared/concur/events/subscriptions';
import { inPlainWords } from '../../shared/concur/messages/plainWords';
import { urgent } from '../../shared/concur/patience';
import { concurRequest, type ConcurRequest } from '../../shared/concur/transport';
import type { WantedSubscription } from './subscription';
import { subscriptionRejected } from './subscriptionErrors';

/** What Concur says about a success does not matter: the subscription is looked up, or is gone. */
const anything = z.unknown();

async function send<T>(caller: IHookFunctions, request: ConcurRequest<T>): Promise<T> {
	return (await concurRequest<T>(caller, { limits: urgent, ...request })).body;
}

/** All subscriptions of the app. */
export async function readAll(this: IHookFunctions): Promise<Subscription[]> {
	const read = { method: 'GET', path: subscriptionsPath, expects: subscriptionList } as const;
	try {
		return await send(this, read);
	} catch (caught) {
		if (statusOf(caught) !== 403) throw asNodeError.call(this, caught);
		// A token has the scopes of the moment when it was fetched, and n8n 1.x renews none after a 403.
		return await send(this, { ...read, renewsTokens: true });
	}
}

/**
 * The topics that the app may subscribe to.
 * @param renewsTokens with tokens that are fetched for it, of the app and of the company, and stored
 */
export async function readTopics(this: IHookFunctions, renewsTokens = false): Promise<string[]> {
	const read = { method: 'GET', path: topicsPath, expects: topicList } as const;
	return await send(this, { ...read, renewsTokens });
}

/** @throws NodeOperationError with complete sentences for a rejection; NodeApiError when Concur does not answer */
export async function putSubscription(
	this: IHookFunctions,
	{ filter, endpoint }: WantedSubscription,
	{ id, topic, ...before }: { id: string; topic: string; own: Subscription[]; missing: number },
): Promise<void> {
	const body = { id, topic, filter, webHookConfig: { endpoint } };
	try {
		const path = `${subscriptionsPath}/webhook`;
		await send(this, { method: 'PUT', path, body, expects: anything });
	} catch (caught) {
		const status = statusOf(caught);
		if (status === undefined || status === 401 || status === 429 || status >= 500) {
			throw asNodeError.call(this, caught);
		}
		const said = saidIn(caught);
		throw new NodeOperationError(
			this.getNode(),
			subscriptionRejected({ status, said, id, filter, ...before }),
		);
	}
}

/** Undefined when Concur does not know it; a new one may take a moment (open-questions 68). */
export async function readOne(this: IHookFunctions, id: string): Promise<Subscription | undefined> {
	try {
		const path = `${subscriptionsPath}/${id}`;
		return (await send(this, { method: 'GET', path, expects: subscriptionList }))[0];
	} catch (caught) {
		if (statusOf(caught) === 404) return undefined;
		throw asNodeError.call(this, caught);
	}
}

/** One that is gone already is removed. */
export async function removeOne(this: IHookFunctions, id: string): Promise<void> {
	try {
		const path = `${subscriptionsPath}/${id}`;
		await send(this, { method: 'DELETE', path, expects: anything });
	} catch (caught) {
		if (statusOf(caught) !== 404) throw asNodeError.call(this, caught);
	}
}

/** The status of Concur's answer; undefined when there was none. */
export function statusOf(caught: unknown): number | undefined {
	return caught instanceof NodeApiError ? Number(caught.httpCode) || undefined : undefined;
}

/** Concur's own words: how they are wrapped is not documented (open-questions 67). */
export function saidIn(caught: unknown): string {
	const { errors } = ((caught as Partial<NodeApiError> | null)?.context ?? {}) as {
		errors?: unknown;
	};
	const said = Array.isArray(errors)
		? errors.map((error) => inPlainWords(get(error, 'details', '')))
		: [];
	return shortened(said.filter((text) => text !== '').join('; '));
}
