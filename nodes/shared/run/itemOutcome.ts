// The item of a person for whom a writing operation did not do what it should: who, what became of it, and why.
import isEmpty from 'lodash/isEmpty';
import pick from 'lodash/pick';
import pickBy from 'lodash/pickBy';
import type {
	IDataObject,
	IExecuteFunctions,
	INodeParameterResourceLocator,
	ResourceMapperValue,
} from 'n8n-workflow';
import type { NodeError } from './nodeError';

/** What names a person, as far as it is known. */
export interface Who {
	userName?: string;
	employeeNumber?: string;
	userId?: string;
}

/** What a writing operation made of an item. */
type Outcome = 'submitted' | 'unchanged' | 'failed' | 'unknown';

/**
 * `{ userName?, employeeNumber?, outcome, why, ...request, userId?, hint?, errors?, correlationId }`
 * @param request what is to be said about the request besides
 * @param error why it failed, or why nothing is known
 */
export function outcomeItem(
	{ userId, ...names }: Who,
	outcome: Outcome,
	request: IDataObject = {},
	error?: NodeError,
): IDataObject {
	const { errors = [], correlationId = null } = (error?.context ?? {}) as IDataObject;
	return {
		...names,
		outcome,
		why: error?.message ?? '',
		...request,
		...(userId ? { userId } : {}),
		...(error?.description ? { hint: error.description } : {}),
		...(isEmpty(errors) ? {} : { errors }),
		correlationId: request.correlationId ?? correlationId,
	};
}

/**
 * Who an item is for, as its form or otherwise its row says; for an item that was rejected before it became anything
 * else. Never throws.
 */
export function whoIs(this: IExecuteFunctions, itemIndex: number): Who {
	const read = <Value>(name: string): Partial<Value> => {
		try {
			return (this.getNodeParameter(name, itemIndex, {}) ?? {}) as Partial<Value>;
		} catch {
			// An expression that fails says nothing about the person; the error of the item says why it fails.
			return {};
		}
	};
	const { mode, value } = read<INodeParameterResourceLocator>('user');
	const byKey = {
		id: 'userId',
		list: 'userId',
		userName: 'userName',
		employeeNumber: 'employeeNumber',
	};
	const chosen = { [byKey[mode as keyof typeof byKey] ?? '']: value };
	const sources: IDataObject[] = [
		{ ...(read<ResourceMapperValue>('fields').value ?? {}) },
		{ ...(read<ResourceMapperValue>('changes').value ?? {}) },
		chosen as IDataObject,
		this.getInputData()[itemIndex]?.json ?? {},
	];
	const first = (key: string) => sources.map((source) => nameIn(source[key])).find(Boolean);
	return pickBy({
		userName: first('userName'),
		employeeNumber: first('employeeNumber'),
		userId: nameIn(chosen.userId),
	});
}

function nameIn(value: unknown): string | undefined {
	const isName = typeof value === 'string' || typeof value === 'number';
	return isName && String(value).length <= 200 ? String(value).trim() : undefined;
}

/**
 * What an earlier node said about an item that it could not finish, and that therefore lacks what this one needs: its own
 * reason says more. Undefined for any other item.
 */
export function passedOn(this: IExecuteFunctions, itemIndex: number): IDataObject | undefined {
	const json = this.getInputData()[itemIndex]?.json ?? {};
	const isUnfinished = json.outcome === 'failed' || json.outcome === 'unknown';
	if (!isUnfinished || typeof json.why !== 'string') return undefined;
	const known = pick(json, ['userName', 'employeeNumber', 'outcome', 'why', 'operation']);
	const rest = pick(json, ['userId', 'hint', 'errors', 'error', 'correlationId']);
	return { ...known, provisionId: null, sent: [], ...rest };
}
