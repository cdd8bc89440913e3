import type { IdentityUser } from '../../concur/identitySearch';
import type { UserForm } from '../readUserDocument';

/** What a row says about a user who is new, or who is there already. */
export interface UpsertForm extends UserForm {
	/** All of the user that the row can change; undefined for somebody who is new. */
	existing?: IdentityUser;
	/** Whether the manager is created in this run and so has no UUID yet. */
	managerIsNew?: true;
	/** Whether the person left before ever being in SAP Concur, so that nobody is created. */
	hasLeft?: true;
	/** The user whom the row is about and leaves as SAP Concur has them. */
	leftAlone?: IdentityUser;
}
