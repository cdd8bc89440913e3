import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { IdentityUser } from '../../shared/concur/identitySearch';
import type { Names } from '../../shared/concur/lostUsers';
import { simplified } from '../../shared/form/simplify';

interface Written {
	/** The user's name and number as far as they are known without SAP Concur's response. */
	names?: Names;
	/** 'succeeded' by default. */
	outcome?: 'succeeded' | 'unchanged';
	/** Where SAP Concur did less than requested. */
	warnings?: string[];
	/** What else was done, such as the operation and its changes. */
	more?: IDataObject;
	/** What the person should know about how values were read, and what the node did besides. */
	notices?: string[];
}

/**
 * The output item of an operation that writes: `{ userName?, employeeNumber?, outcome, why, ...more, id, ..., warnings?, notices? }` as
 * a flat row, or with Simplify off SAP Concur's document with `warnings` and `notices`.
 */
export function writtenUser(
	this: IExecuteFunctions,
	itemIndex: number,
	user: IdentityUser,
	{ names = {}, outcome = 'succeeded', more = {}, warnings = [], notices = [] }: Written,
): IDataObject {
	const item = simplified.call(this, user, itemIndex, { outcome, why: '', ...more });
	return {
		...('outcome' in item ? { ...names, ...item } : { ...item, ...more }),
		...(warnings.length > 0 ? { warnings } : {}),
		...(notices.length > 0 ? { notices } : {}),
	};
}
