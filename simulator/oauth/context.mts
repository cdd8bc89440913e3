// oauth/ issues tokens, keeps them, and says for every other room whether a request brings the right one. It also holds
// what OAuth2 needs of the company's app: its grants, its scopes and SAP's token errors.
import type { CompanyContext } from '../company/context.mts';
import type { OauthSettings } from './settings.mts';
import type { TokenStore } from './tokenStore.mts';

/** What this room uses of a simulator. */
export type OauthContext = CompanyContext & { tokens: TokenStore; settings: OauthSettings };
