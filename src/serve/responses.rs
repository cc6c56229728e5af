//! What routes may answer besides what they are asked for, for the description of the API.

use super::problem::Body;
use utoipa::IntoResponses;

/// The client holds this answer already
#[derive(IntoResponses)]
#[response(status = 304)]
pub(crate) struct Unchanged;

/// bad-parameter
#[derive(IntoResponses)]
#[response(status = 400, content_type = "application/problem+json")]
#[expect(dead_code, reason = "only described")]
pub(crate) struct BadParameter(Body);

/// no-such-document
#[derive(IntoResponses)]
#[response(status = 404, content_type = "application/problem+json")]
#[expect(dead_code, reason = "only described")]
pub(crate) struct NoSuchDocument(Body);

/// busy, timeout, no-index
#[derive(IntoResponses)]
#[response(status = 503, content_type = "application/problem+json")]
#[expect(dead_code, reason = "only described")]
pub(crate) struct Unavailable(Body);

/// no-such-document, no-picture
#[derive(IntoResponses)]
#[response(status = 404, content_type = "application/problem+json")]
#[expect(dead_code, reason = "only described")]
pub(crate) struct NoPicture(Body);

/// file-changed
#[derive(IntoResponses)]
#[response(status = 409, content_type = "application/problem+json")]
#[expect(dead_code, reason = "only described")]
pub(crate) struct FileChanged(Body);

/// file-gone
#[derive(IntoResponses)]
#[response(status = 410, content_type = "application/problem+json")]
#[expect(dead_code, reason = "only described")]
pub(crate) struct FileGone(Body);

/// not-drawn, file-encrypted
#[derive(IntoResponses)]
#[response(status = 422, content_type = "application/problem+json")]
#[expect(dead_code, reason = "only described")]
pub(crate) struct NotDrawn(Body);

/// file-unreadable, busy, timeout, no-index
#[derive(IntoResponses)]
#[response(status = 503, content_type = "application/problem+json")]
#[expect(dead_code, reason = "only described")]
pub(crate) struct FileUnavailable(Body);
