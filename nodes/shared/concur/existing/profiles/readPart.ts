// Room profiles: the expense and travel profiles of many users, one by one and in pages.
// It says what each user has, or why that is not known; who needs which profile is decided by readProducts.ts.
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';
import { isTooDeep, type JsonObject } from '../../../schema/attributes';
import { forSupport } from '../../errors';
import { scopesFor } from '../../failedRequest';
import type { Caller } from '../../pause';
import { concurRequest } from '../../transport';

/** The profiles that only a user of the product has. */
export const productPaths = {
	spend: '/profile/spend/v4.1/Users',
	travel: '/profile/travel/v4/Users',
} as const;

export type Product = keyof typeof productPaths;

/** As in 'has no expense profile'. */
export const productNames: Record<Product, string> = { spend: 'expense', travel: 'travel' };

/** The extensions of a product profile by URN. */
export const extensionsIn = (profile: JsonObject): JsonObject =>
	Object.fromEntries(Object.entries(profile).filter(([key]) => key.startsWith('urn:')));

/** A gateway can repeat the response to somebody else's request. */
export const profileOf = (userId: string) =>
	z
		.object({ id: z.unknown() })
		.passthrough()
		.refine(({ id }) => typeof id !== 'string' || id.toLowerCase() === userId.toLowerCase())
		.refine((profile) => !isTooDeep(profile));

/**
 * The extensions of one user in a product; none where SAP Concur says that there is no such user (404). SAP:
 * v4.1.spend-user-retrieval, v4.travel-extension. Approval limits are those for all groups only: SAP Concur returns the
 * others when they are asked for by name.
 * @param correlationId that of the event behind this request, for SAP Concur support
 * @returns why they cannot be read otherwise
 */
export async function readPart(
	caller: Caller,
	product: Product,
	userId: string,
	correlationId?: string,
): Promise<JsonObject | Error> {
	const path = `${productPaths[product]}/${userId}`;
	const request = { method: 'GET', path, correlationId } as const;
	const expects = profileOf(userId);
	const answer = await concurRequest(caller, { ...request, expects }).catch(
		(error: Error) => error,
	);
	const unclear = (what: string, id: unknown) =>
		new NodeOperationError(
			caller.getNode(),
			`Whether the user has ${product === 'spend' ? 'an' : 'a'} ${productNames[product]} profile is not clear: ${what}`,
			{
				description: `Check whether the app in the credential has ${scopesFor(request)}, and whether a proxy or firewall between n8n and SAP Concur changes responses. Then run this again. ${forSupport(String(id))}`,
			},
		);
	if (!(answer instanceof Error)) {
		const extensions = extensionsIn(answer.body);
		return Object.keys(extensions).length > 0
			? extensions
			: unclear('the response contains none', answer.correlationId);
	}
	if (isAbsent(answer)) return {};
	return isNotFound(answer)
		? unclear('the response is 404 without a message from SAP Concur', answer.context.correlationId)
		: answer;
}

const isNotFound = (error: Error): error is NodeApiError =>
	error instanceof NodeApiError && error.httpCode === '404';

/** Whether SAP Concur itself says that it is not there: a gateway does not know. */
export const isAbsent = (error: Error): boolean =>
	isNotFound(error) && (error.context.errors as unknown[]).length > 0;
