import type { IExecuteFunctions } from 'n8n-workflow';
import { described } from '../../run/holders';
import type { IdentityUser } from '../../concur/identitySearch';
import type { UserForm } from '../readUserDocument';
import type { UpsertForm } from './upsertForm';

/** Whether a row is only for who is new, as record 100 of its import file says: Convert Import File tells so in `existingUsers`. */
export function isOnlyForNew(this: IExecuteFunctions, itemIndex: number): boolean {
	return this.getInputData()[itemIndex]?.json.existingUsers === 'keep';
}

/** The form of a row whose user stays as SAP Concur has them. Nobody it names needs to be there. Pure. */
export function leftAlone(form: UserForm, user: IdentityUser): UpsertForm {
	const notice = `Left alone: SAP Concur has ${described(user, '')}, and record 100 of the import file says that existing users stay as they are`;
	return { ...form, references: [], notices: [...form.notices, notice], leftAlone: user };
}
