// What SAP Concur holds of one user, from the three services that hold a part each.
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { isTooDeep, urn, type ProfilePart } from '../schema/attributes';
import { roleCodesIn } from './company/approverRoles';
import { readLimits } from './existing/profiles/spendLimits';
import { readPart, type Product } from './existing/profiles/readPart';
import { identityPath } from './identitySearch';
import { concurRequest } from './transport';

/**
 * The asked-for parts as one document: core attributes at the top, each extension below its URN.
 * A user without an expense or travel profile has none of its extensions. Undefined if no part is asked for.
 * @param correlationId that of the event behind this request, for SAP Concur support
 * @param withLimits whether the approval limits for every group are read, too, in a request more for whoever can have some; without it
 *        only those for all groups
 * @throws NodeApiError for an unknown user; NodeOperationError when it is not clear whether there is a product profile
 */
export async function readProfile(
	this: IExecuteFunctions,
	userId: string,
	parts: ProfilePart[],
	correlationId?: string,
	withLimits = false,
): Promise<IDataObject | undefined> {
	if (parts.length === 0) return undefined;
	const product = async (name: Product) => {
		if (!parts.includes(name)) return {};
		const part = await readPart(this, name, userId, correlationId);
		return (part instanceof Error ? await Promise.reject(part) : part) as IDataObject;
	};
	const identity = { method: 'GET', path: `${identityPath}/${userId}`, correlationId } as const;
	const limitsOf = async (spend: IDataObject) => {
		if (!withLimits || !canHaveLimits(spend)) return {};
		const limits = await readLimits(this, userId, correlationId);
		return (limits instanceof Error ? await Promise.reject(limits) : limits) as IDataObject;
	};
	const core = parts.includes('identity')
		? (await concurRequest(this, { ...identity, expects: profile })).body
		: {};
	const spend = await product('spend');
	return { ...core, ...spend, ...(await limitsOf(spend)), ...(await product('travel')) };
}

/** Limits belong to a role, but for all groups a profile shows them anyway. SAP: v4.1.spend-user-retrieval, Approver Limit. */
const canHaveLimits = (spend: IDataObject) =>
	urn.approverLimit in spend || limitRoles.some((role) => roleCodesIn(spend)?.has(role));

const limitRoles = ['SHD_AUTHORIZED_APPROVER', 'SHD_COST_OBJECT_APPROVER'];

/** Every attribute is taken as it comes. */
const profile = z
	.object({})
	.passthrough()
	.refine((part) => !isTooDeep(part))
	.transform((part) => part as IDataObject);
